"""The app, its screens, its commands, and the hwb command line."""
