"""Parts of a screen. They take board values and post messages; they never see storage."""
