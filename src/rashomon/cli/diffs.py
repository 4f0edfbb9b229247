"""``rashomon diff``: of two versions of one article."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import click

from rashomon.addresses import is_address
from rashomon.cli.options import annotating, in_library, overriding
from rashomon.cli.running import Failures, console, finish, write
from rashomon.errors import UsageError

if TYPE_CHECKING:
    from rashomon.model import Article, Diff


@click.command()
@click.argument("old")
@click.argument("new", required=False)
@in_library
@click.option("--all", "every", is_flag=True, help="Show every step from version to version.")
@click.option("--wording", is_flag=True, help="Show rewordings that may mean the same, too.")
@click.option("--json", "as_json", is_flag=True, help="Print JSON instead of the digest.")
@click.option("-q", "--quiet", is_flag=True, help="Print no digest.")
@annotating
@overriding
@click.option(
    "--html",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write one self-contained page with both texts side by side to FILE.",
)
def diff(
    old: str,
    new: str | None,
    library: Path | None,
    every: bool,
    wording: bool,
    as_json: bool,
    quiet: bool,
    annotator: str,
    language: str | None,
    overrides: tuple[str, ...],
    html: Path | None,
) -> None:
    """Show what changed between two versions of an article, claim by claim.

    OLD and NEW are pages, texts, files or addresses of one article. Or give one address: then its
    last two versions in the library are shown, with --all every step.

    What matters most comes first: another number, source, hedge, negation or quotation, then what
    was dropped and added. [-Words-] are gone, {+words+} are new. Moved paragraphs, white space and
    typography are no edits. With --json one diff is printed a line.
    """
    from rashomon.diffing import diff as compare_versions

    if new is not None and (every or library is not None):
        raise UsageError("--all and --library are for one address; give OLD and NEW without them")
    versions: list[str | Article]
    kept: Path | None = None
    if new is not None:
        versions = [old, new]
    else:
        found, kept = _kept(old, library)
        versions = [*found]
    failures = Failures()
    made: list[Diff] = []
    for before, after in list(pairwise(versions))[0 if every else -1 :]:
        made.append(
            compare_versions(
                before,
                after,
                annotator=annotator,
                language=language,
                overrides=overrides or None,
                library=kept,
            )
        )
        if not quiet and not _alike(made[-1]):
            failures.say("the two texts have little in common; are they versions of one article?")
    if as_json:
        from rashomon.codec import encode

        for one in made:
            click.echo(encode(one))
    elif not quiet:
        from rashomon.render.editlines import print_diffs

        print_diffs(console(), made, wording=wording)
    if html:
        from rashomon.render.diffpage import diff_page

        write(html, diff_page(made), quiet=quiet)
    finish(failures)


def _alike(found: Diff) -> bool:
    from rashomon.shingles import related, shingles

    return related(shingles(found.before.article.text), shingles(found.after.article.text))


def _kept(url: str, library: Path | None) -> tuple[tuple[Article, ...], Path]:
    """The versions of the address, oldest first, at least two, and the library they are in."""
    if not is_address(url):
        raise UsageError(
            f"{url}: is no address; give the older and the newer version, or one address whose "
            "versions are in the library"
        )
    from rashomon.store.library import Library

    with Library.open(library, create=False) as opened:
        found = opened.versions(url)
        where = opened.path
    if len(found) < 2:
        have = "one version" if found else "no version"
        raise UsageError(
            f"{url}: {where} holds {have} of it; add it again later: rashomon add {url}"
        )
    return found, where
