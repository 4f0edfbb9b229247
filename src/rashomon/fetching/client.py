"""Fetching one address: guard, manners, redirects, bounds."""

from __future__ import annotations

import contextlib
import http.client
import re
import ssl
from collections.abc import Collection, Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urljoin

from rashomon.captured import Capture
from rashomon.errors import FetchError
from rashomon.fetching.body import EncodingError, TooMuchError, decoded
from rashomon.fetching.connecting import connection
from rashomon.fetching.deadline import Deadline, DeadlineError
from rashomon.fetching.guard import Target, shown, target
from rashomon.fetching.pace import Pace
from rashomon.fetching.robots import Robots
from rashomon.fetching.settings import FetchSettings, of_environment

_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_CHUNK = 1 << 16
_PAGES = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"
# What is no text for sure; servers label feeds and pages as almost anything else.
_NO_TEXT = ("image/", "video/", "audio/", "font/", "model/", "application/zip", "application/x-",
            "application/octet-stream", "application/vnd.")  # fmt: skip
_TEXT = ("application/x-httpd", "application/x-rss", "application/x-atom", "application/x-xml",
         "application/x-gzip", "application/vnd.wap.xhtml", "application/x-javascript")  # fmt: skip

Headers = tuple[tuple[str, str], ...]


class Fetcher:
    """Fetches addresses one after the other, with the manners of one well-behaved reader.

    A context manager, for one thread. ``allowed`` are hosts ("wiki.example" or with a port) that a
    person let through although they are inside a network. Without ``settings`` those of the
    environment hold; see :func:`~rashomon.fetching.settings.of_environment`.
    """

    def __init__(
        self, settings: FetchSettings | None = None, *, allowed: Collection[str] = ()
    ) -> None:
        self.settings = settings or of_environment()
        self.allowed = tuple(allowed)
        self._robots = Robots(life_s=self.settings.robots_life_s)
        self._pace = Pace(delay_s=self.settings.delay_s)

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, *_: object) -> None:
        """Nothing is left open between fetches."""

    def fetch(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        robots: bool = True,
    ) -> Capture | None:
        """What the address answers with; None where it has not changed since (304).

        ``etag`` and ``last_modified`` are those of an earlier capture. ``robots`` False is for what
        a person names as a feed: robots.txt is about crawling.

        Raises :class:`~rashomon.errors.FetchError`: its ``kind`` is "refused address", "scheme",
        "bad address", "robots", "deadline", "too large", "redirects", "status 404" and the like,
        "connection", "certificate", "encoding" or "media type".
        """
        asked = target(url, allowed=self.allowed)
        item = shown(asked.url)
        since = [("If-None-Match", etag), ("If-Modified-Since", last_modified)]
        more = tuple((name, _one_line(value)) for name, value in since if value)
        at, seen, hosts = asked, {asked.url}, set[str]()
        spent = 0.0
        while True:
            delay = self._allowed(at, item) if robots else None
            if at.host not in hosts:  # a redirect within a site is one request in two steps
                self._pace.wait(at.host)
            hosts.add(at.host)
            with self._deadline(self.settings.deadline_s - spent, item) as deadline:
                try:
                    answer = self._answer(at, item, deadline, more)
                finally:
                    own = min(delay, self.settings.most_delay_s) if delay is not None else None
                    self._pace.done(at.host, delay_s=own)
                spent = self.settings.deadline_s - deadline.left()
            status, headers, body = answer
            if status == 304 and more:
                return None
            if status not in _REDIRECTS:
                break
            at = self._next(at, headers, item)
            if at.url in seen or len(seen) > self.settings.redirects:
                raise FetchError(
                    item, f"leads on and on, over {len(seen)} addresses; open it in a browser",
                    kind="redirects",
                )  # fmt: skip
            seen.add(at.url)
        if status != 200:
            raise _refusal(item, status, headers)
        return Capture(
            item=item,
            body=body,
            url=at.url,
            asked=asked.url if asked.url != at.url else None,
            captured=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
            status=status,
            headers=headers,
        )

    def _allowed(self, at: Target, item: str) -> float | None:
        """The site's own delay, where its robots.txt lets us ask."""
        return self._robots.check(
            at.url, site=at.site, item=item, ask=lambda: self._robots_file(at, item)
        )

    def _robots_file(self, at: Target, item: str) -> tuple[int, bytes]:
        here = target(f"{at.site}/robots.txt", allowed=self.allowed, item=item)
        left = self.settings.robots_deadline_s
        for _ in range(self.settings.redirects + 1):
            self._pace.wait(here.host)
            with self._deadline(left, item) as deadline:
                status, headers, body = self._answer(here, item, deadline, (), robots=True)
                left = deadline.left()
            if status not in _REDIRECTS:
                return status, body
            here = self._next(here, headers, item)
        return 404, b""  # RFC 9309: more redirects than five are a file that is not there

    @contextlib.contextmanager
    def _deadline(self, seconds: float, item: str) -> Iterator[Deadline]:
        with Deadline(max(seconds, 0.001)) as deadline:
            try:
                yield deadline
            except (DeadlineError, TimeoutError) as error:
                raise self._late(item) from error
            except FetchError:
                raise
            except ssl.SSLCertVerificationError as error:
                if deadline.over:
                    raise self._late(item) from error
                why = error.verify_message or "it cannot be verified"
                raise FetchError(
                    item, f"its certificate is not trusted ({why})", kind="certificate"
                ) from error
            except (OSError, http.client.HTTPException, ValueError) as error:
                if deadline.over:
                    raise self._late(item) from error
                why = getattr(error, "strerror", None) or str(error) or type(error).__name__
                raise FetchError(
                    item, f"gave no answer ({_one_line(why)[:120]}); try later", kind="connection"
                ) from error

    def _late(self, item: str) -> FetchError:
        return FetchError(
            item,
            f"fell silent for {self.settings.idle_s:g} s, or was not whole after "
            f"{self.settings.deadline_s:g} s; try later",
            kind="deadline",
        )  # fmt: skip

    def _answer(
        self, at: Target, item: str, deadline: Deadline, more: Headers, *, robots: bool = False
    ) -> tuple[int, Headers, bytes]:
        """Status, headers and body; the body of what is no answer to keep stays empty."""
        settings = self.settings
        made = connection(at, item=item, deadline=deadline, idle_s=settings.idle_s)
        with contextlib.closing(made):
            made.putrequest("GET", at.path, skip_host=True, skip_accept_encoding=True)
            for name, value in (
                ("Host", at.authority),
                ("User-Agent", settings.agent),
                ("Accept", "text/plain,*/*;q=0.5" if robots else _PAGES),
                ("Accept-Encoding", "gzip, br"),
                ("Connection", "close"),
                *more,
            ):
                made.putheader(name, value)
            made.endheaders()
            response = made.getresponse()
            with contextlib.closing(response):
                headers = tuple((k, _one_line(v)) for k, v in response.getheaders())
                if response.status in _REDIRECTS:
                    place = response.getheader("Location", "")
                    return response.status, (("Location", _as_sent(place)),), b""
                if response.status != 200:
                    return response.status, headers, b""
                found = {name.lower(): value for name, value in headers}
                found["content-encoding"] = ",".join(
                    value for name, value in headers if name.lower() == "content-encoding"
                )
                coding = found.get("transfer-encoding", "identity")
                if not response.chunked and coding.lower() != "identity":
                    raise FetchError(
                        item, f"comes in a transfer encoding that is not known ({coding[:40]!r})",
                        kind="encoding",
                    )  # fmt: skip
                most = settings.robots_bytes if robots else settings.body_bytes
                if not robots:
                    _refuse_early(item, found, most)
                body = self._body(response, found, item, most, deadline, cut=robots)
        deadline.left()  # a socket that was shut in mid-body looks like one that ended
        return response.status, headers, body

    def _body(
        self, response: http.client.HTTPResponse, found: dict[str, str], item: str, most: int,
        deadline: Deadline, *, cut: bool,
    ) -> bytes:  # fmt: skip
        def chunks() -> Iterator[bytes]:
            # What comes in is bounded too: an encoding may give out next to nothing of it.
            size = 0
            while chunk := response.read1(_CHUNK):
                deadline.left()
                size += len(chunk)
                yield chunk
                if size > most + _CHUNK:
                    raise TooMuchError
            if response.length:
                deadline.left()
                raise FetchError(
                    item, f"broke off {response.length:,} bytes before its end; try later",
                    kind="connection",
                )  # fmt: skip

        names = found.get("content-encoding", "").split(",")
        try:
            return decoded(chunks(), names, most=most, cut=cut)
        except TooMuchError:
            raise FetchError(
                item, f"is larger than a page may be ({most / 1e6:g} MB)", kind="too large"
            ) from None
        except EncodingError as error:
            raise FetchError(item, f"cannot be read: {error}", kind="encoding") from error

    def _next(self, at: Target, headers: Headers, item: str) -> Target:
        place = next((value for name, value in headers if name.lower() == "location"), "")
        if not place:
            raise FetchError(item, "leads on to no address; open it in a browser", kind="redirects")
        try:
            joined = urljoin(at.url, place.strip())
        except ValueError as error:
            raise FetchError(item, f"leads on to no address ({error})", kind="redirects") from error
        return target(joined, allowed=self.allowed, item=f"{item} (leads to {shown(joined)})")


def _refuse_early(item: str, found: dict[str, str], most: int) -> None:
    """Before the body is read: what says of itself that it is too large, or no text."""
    length = found.get("content-length", "")
    if length.isdigit() and int(length) > most:
        raise FetchError(
            item, f"is larger than a page may be ({most / 1e6:g} MB)", kind="too large"
        )
    media = found.get("content-type", "").partition(";")[0].strip().lower()
    if media.startswith(_NO_TEXT) and not media.startswith(_TEXT):
        raise FetchError(
            item, f"is {media}, not a page; give the address of an article", kind="media type"
        )


def _refusal(item: str, status: int, headers: Headers) -> FetchError:
    later = next((value for name, value in headers if name.lower() == "retry-after"), "")
    what = {
        401: "asks for a password",
        402: "asks to be paid",
        403: "does not let us in",
        404: "is not there",
        410: "is gone for good",
        429: "asks us to come less often",
        451: "is withheld for legal reasons",
        503: "cannot answer now",
    }.get(status) or ("is broken on its side" if status >= 500 else "gave no page")
    when = f"; it asks to wait ({later[:40]})" if later and status in (429, 503) else ""
    wait = _retry_after_s(later) if status in (429, 503) else None
    return FetchError(
        item, f"{what} (status {status}){when}", kind=f"status {status}", retry_after_s=wait
    )


def _retry_after_s(value: str) -> float | None:
    """The seconds that a Retry-After header asks for (RFC 9110), or None."""
    value = value.strip()
    if re.fullmatch(r"\d{1,9}", value):
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return None


def _as_sent(value: str) -> str:
    """A Location as its bytes mean it: many servers write UTF-8, which arrives as Latin-1."""
    with contextlib.suppress(UnicodeError):
        value = value.encode("latin-1").decode("utf-8")
    return "".join(c if c.isprintable() else " " for c in value).strip()


def _one_line(value: str) -> str:
    """The value as a header may carry it, whatever it came as."""
    plain = "".join(c if c.isprintable() else " " for c in value).strip()
    return plain.encode("latin-1", "replace").decode("latin-1")
