"""What is told of windows, of the Windows registry and of what a call touches besides."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.english.describing import facts_of

MAKE = "import tkinter as tk\nfrom tkinter import messagebox, filedialog\n"
PAIRS = [
    (
        "Window",
        MAKE + "def f():\n    root = tk.Tk()\n    root.mainloop()",
        "Shows the main window and waits until it is closed.",
    ),
    ("Window", MAKE + "def f():\n    root = tk.Tk()\n    root.title('a')\n    return root", None),
    ("Window", MAKE + "def f(root):\n    root.mainloop()", None),
    (
        "Window",
        MAKE + "def f(x):\n    if x:\n        messagebox.showinfo('a', 'b')",
        "Can show message boxes.",
    ),
    ("Window", MAKE + "def f(x):\n    messagebox.showerror('a', x)", "Shows message boxes."),
    ("Window", "def f(messagebox):\n    messagebox.showinfo('a', 'b')", None),
    (
        "Window",
        MAKE + "def f():\n    return filedialog.askopenfilename()",
        "Asks the user for a file to open.",
    ),
    (
        "Window",
        "import cv2\ndef f(image):\n    cv2.imshow('a', image)",
        'Shows the image `image` in the window `"a"`.',
    ),
    (
        "Registry",
        (
            "import winreg as reg\ndef f():\n    with reg.CreateKey(reg.HKEY_CURRENT_USER, 'a') as key:\n"
            "        reg.SetValue(key, '', reg.REG_SZ, 'b')"
        ),
        (
            'Creates the registry key `"a"` of `reg.HKEY_CURRENT_USER` unless it exists. '
            'Sets the default value of the registry key `key` to `"b"`, of the type `reg.REG_SZ`.'
        ),
    ),
    (
        "Registry",
        "import winreg\ndef f(key):\n    winreg.SetValueEx(key, 'a', 0, winreg.REG_SZ, 'b')",
        'Sets the value `"a"` of the registry key `key` to `"b"`, of the type `winreg.REG_SZ`.',
    ),
    (
        "Registry",
        "import winreg\ndef g(key):\n    winreg.DeleteKey(key, 'a')\ndef f(key):\n    g(key)",
        "Uses the Windows registry through `g`.",
    ),
    ("Registry", "import reg as winreg\ndef f(key):\n    winreg.DeleteKey(key, 'a')", None),
    # A download is both
    (
        "Network",
        "from urllib.request import urlretrieve\ndef f(u):\n    urlretrieve(u, 'a.txt')",
        'Downloads the URL `u` to the file `"a.txt"`.',
    ),
    (
        "Files",
        "from urllib.request import urlretrieve\ndef f(u):\n    urlretrieve(u, 'a.txt')",
        'Downloads the URL `u` to the file `"a.txt"`.',
    ),
    # What is written to memory is no file
    (
        "Files",
        "from PIL import Image\ndef f(p, q):\n    a = Image.open(p)\n    a.save(q)",
        "Opens the image `p`. Saves `a` in `q`",
    ),
    (
        "Files",
        "import io\nfrom PIL import Image\ndef f(a: Image.Image):\n    b = io.BytesIO()\n    a.save(b)",
        None,
    ),
]


@pytest.mark.parametrize(("label", "code", "said"), PAIRS, ids=[f"{row[0]} {row[1]}" for row in PAIRS])
def test_a_fact_is_told_or_not(tmp_path: Path, label: str, code: str, said: str | None) -> None:
    found = facts_of(tmp_path, code, "f").get(label)
    if said is None:
        assert found is None
    else:
        assert found is not None
        assert found.startswith(said)


def test_who_shows_windows_is_named(tmp_path: Path) -> None:
    code = MAKE + (
        "def a(x):\n    if x:\n        messagebox.showinfo('a', 'b')\n"
        "def b():\n    try:\n        a(1)\n    except OSError as e:\n        messagebox.showerror('a', e)\n"
        "def c():\n    root = tk.Tk()\n    tk.Button(root, command=b).pack()\n    root.mainloop()\n"
    )
    assert facts_of(tmp_path, code)["Window"].startswith(
        "`c` shows the main window and waits until it is closed. `a` and `b` can show message boxes."
    )
