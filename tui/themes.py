"""Three themes: dark, light, and high contrast."""

from __future__ import annotations

from textual.theme import Theme

THEMES = (
    Theme(
        name="hwb-dark",
        primary="#5c9ded",
        secondary="#7f8fa6",
        accent="#e3b341",
        success="#57b26a",
        warning="#e0a030",
        error="#f0655a",
        foreground="#d8dee6",
        background="#12161c",
        surface="#171c24",
        panel="#1f2630",
        dark=True,
    ),
    Theme(
        name="hwb-light",
        primary="#1d5fa8",
        secondary="#5a6675",
        accent="#8a5a00",
        success="#1f7a3a",
        warning="#9a5b00",
        error="#b3261e",
        foreground="#1b1f24",
        background="#fbfbf8",
        surface="#ffffff",
        panel="#ecebe4",
        dark=False,
    ),
    Theme(
        name="hwb-contrast",
        primary="#ffff00",
        secondary="#ffffff",
        accent="#00ffff",
        success="#00ff66",
        warning="#ffcc00",
        error="#ff6666",
        foreground="#ffffff",
        background="#000000",
        surface="#000000",
        panel="#000000",
        boost="#1a1a1a",
        dark=True,
        variables={"text-muted": "#ffffff", "border": "#ffffff"},
    ),
)
"""The themes, in the order F12 goes through them."""
