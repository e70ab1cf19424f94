"""What the documentation site takes from outside `docs/`: how to contribute, what changed, the logo.

They stand where people and the dashboard look for them; their links are led
to the site's own pages.  A link from a page of `docs/` to a file that is not
on the site becomes its words alone, and a page that the navigation does not
name stands at its end.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import File

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

ROOT = Path(__file__).resolve().parent.parent
TAKEN = {"CONTRIBUTING.md": "contributing.md", "CHANGELOG.md": "changelog.md"}
_OUTSIDE = re.compile(r"\[([^\]]+)\]\(\.\./([^)#]+)[^)]*\)")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that stand at the root of the repository."""
    for name, page in TAKEN.items():
        text = (ROOT / name).read_text(encoding="utf-8").replace("](docs/", "](")
        files.append(File.generated(config, page, content=text))
    files.append(File.generated(config, "logo.svg", abs_src_path=str(ROOT / "dashboard" / "logo.svg")))
    return files


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Put the pages that the navigation does not name at its end."""
    named = str(config.nav)
    pages = sorted(path.name for path in Path(config.docs_dir).glob("*.md"))
    more = [page for page in pages if f"'{page}'" not in named]
    if more:
        config.nav = [*(config.nav or []), {"More": more}]
    return config


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Lead links out of `docs/` to the site's page, where there is one."""

    def led(link: re.Match[str]) -> str:
        return f"[{link[1]}]({TAKEN[link[2]]})" if link[2] in TAKEN else link[1]

    return _OUTSIDE.sub(led, markdown)
