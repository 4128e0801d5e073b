"""The ``hwb`` command: every way it can end, as an exit code and at most one line."""

from __future__ import annotations

import gc
import os
import sys


def main() -> int:
    """Run ``hwb`` with the words after it; returns the exit code.

    0 done; 1 done, and something is wrong; 2 bad usage; 3 the book cannot be opened;
    4 a rule refuses it; 130 stopped by the person.
    """
    # Until the app runs, nothing is worth collecting: looking for it is a tenth of the start.
    gc.disable()
    from storage.errors import BookError, Refused
    from tui.cli import UsageError, run

    for stream in (sys.stdout, sys.stderr):
        # A terminal that lacks a character gets its code, and never an error.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = run(sys.argv[1:])
        sys.stdout.flush()
        # Python looks through everything once more as it ends; what is frozen is left out.
        gc.freeze()
        return code
    except UsageError as error:
        return _say(error, 2)
    except BookError as error:
        return _say(error, 3)
    except Refused as error:
        return _say(error, 4)
    except BrokenPipeError:
        # Whoever was reading has seen enough.
        _drop_the_rest()
        return 0
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        _drop_the_rest()
        return _say(f"{error.filename or 'the output'}: {error.strerror or error}", 1)
    except Exception as error:  # noqa: BLE001 - the last door: it is written down and said
        return _say(_written_down(error), 1)


def _drop_the_rest() -> None:
    """Let Python write what is left of the output nowhere, or it would complain at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)


def _say(words: object, code: int) -> int:
    from board.text import visible

    print(f"hwb: {visible(str(words))}", file=sys.stderr)
    return code


def _written_down(error: Exception) -> str:
    """Keep the traceback of an error that nobody foresaw in a file; returns what to say of it."""
    import traceback

    from platformdirs import user_state_path

    words = f"something went wrong that should not have ({type(error).__name__}: {error})"
    path = user_state_path("hwb") / "error.log"
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with open(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
            traceback.print_exception(error, file=file)
    except OSError:
        return words
    return f"{words}; the details are in {path}"


if __name__ == "__main__":
    sys.exit(main())
