"""Every setting, in one typed class. Each is an environment variable `VIGIE_<NAME>`; docs/operators.md lists them."""

import re
from pathlib import Path
from typing import Annotated, Final, Literal, Self

from pydantic import AnyHttpUrl, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy import make_url

from feeds.fetching import Place, read_place

PREFIX: Final = "VIGIE_"


class BadSettings(ValueError):
    """The environment holds a value that cannot be used. `str()` names the variable."""


class Settings(BaseSettings):
    """How this installation runs. Read once, at the edge, by `load`."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, extra="ignore")

    data_dir: Annotated[Path, Field(description="Where the database, the keys and the published feed lie.")] = Path(
        "data"
    )
    database_url: Annotated[
        SecretStr | None,
        Field(description="`postgresql+psycopg://…` for PostgreSQL; unset for SQLite in the data folder."),
    ] = None
    database_password_file: Annotated[
        Path | None, Field(description="A file with the database's password, on one line, if the address has none.")
    ] = None
    public_url: Annotated[
        AnyHttpUrl, Field(description="The address people reach this service under, for links and the extension.")
    ] = AnyHttpUrl("http://127.0.0.1:8000/")
    resign_hours: Annotated[
        int, Field(ge=1, le=24, description="How often the timestamp is signed anew, in hours. It expires after 72.")
    ] = 6
    release_seconds: Annotated[
        int, Field(ge=1, le=3600, description="How often the schedule looks for approved changes, in seconds.")
    ] = 15

    hold_percent: Annotated[
        int, Field(ge=1, le=100, description="A release that changes more than this share of the lines is held.")
    ] = 20
    hold_names: Annotated[
        int, Field(ge=1, description="A release that adds or removes more lines than this at once is held.")
    ] = 500

    resolver: Annotated[
        Place | None,
        NoDecode,
        Field(description="The DNS resolver that is asked: an IP address, and a port if not 53."),
    ] = None
    egress: Annotated[
        Place | None, NoDecode, Field(description="`socks5://address:port`: connections to the open web leave there.")
    ] = None

    watch_rate: Annotated[
        float, Field(gt=0, le=100, description="How many names the Watch looks at a second, at most.")
    ] = 2.0
    watch_proposals: Annotated[
        int, Field(ge=0, description="How many Proposals the Watch drafts in 24 hours, at most; the others wait.")
    ] = 20
    watch_keeps_days: Annotated[
        int, Field(ge=1, description="How long pages and each single look are kept, in days; changes stay.")
    ] = 90
    watch_streams: Annotated[
        tuple[str, ...] | None,
        NoDecode,
        Field(description="Addresses of lists of newly registered names, plain or gzip, separated by spaces."),
    ] = None

    publish_lists: Annotated[
        tuple[str, ...] | None,
        NoDecode,
        Field(description="Imported lists whose names are handed on, a file for each licence, separated by spaces."),
    ] = None

    smtp_host: Annotated[
        str | None, Field(description="The mail server that curators' mail is handed to; unset: no mail is sent.")
    ] = None
    smtp_port: Annotated[int, Field(ge=1, le=65535, description="Its port.")] = 587
    smtp_tls: Annotated[
        Literal["starttls", "tls", "none"],
        Field(description="How the way there is secured: `starttls`, `tls` from the first byte, or `none`."),
    ] = "starttls"
    smtp_user: Annotated[str | None, Field(description="Who signs in there; unset: nobody does.")] = None
    smtp_password_file: Annotated[
        Path | None, Field(description="A file with the password, on one line. It goes over TLS only.")
    ] = None
    smtp_from: Annotated[
        str | None,
        Field(description="The address that mail comes from; unset: `vigie@` the host of the public address."),
    ] = None

    @field_validator("publish_lists", mode="before")
    @classmethod
    def _are_sources(cls, text: object) -> object:
        return text.split() if isinstance(text, str) else text

    @field_validator("watch_streams", mode="before")
    @classmethod
    def _are_addresses(cls, text: object) -> object:
        if not isinstance(text, str):
            return text
        for address in text.split():
            if not address.startswith(("https://", "http://")) or len(address) > 2000:
                raise ValueError(f"{address[:80]!r} is no web address")
        return text.split()

    @field_validator("resolver", mode="before")
    @classmethod
    def _is_where_the_dns_answers(cls, text: object) -> object:
        return read_place(text, port=53) if isinstance(text, str) else text

    @field_validator("egress", mode="before")
    @classmethod
    def _is_a_socks_proxy(cls, text: object) -> object:
        if not isinstance(text, str):
            return text
        if not text.startswith("socks5://"):
            raise ValueError("the address begins with socks5://")
        return read_place(text.removeprefix("socks5://").rstrip("/"), port=1080)

    @field_validator("database_url")
    @classmethod
    def _is_one_we_know(cls, url: SecretStr | None) -> SecretStr | None:
        if url is not None and not url.get_secret_value().startswith(("sqlite:///", "postgresql+psycopg://")):
            raise ValueError("the address begins with postgresql+psycopg:// or sqlite:///")
        return url

    @field_validator("smtp_from")
    @classmethod
    def _is_one_address(cls, text: str | None) -> str | None:
        if text is not None and not re.fullmatch(r"[!-~]+@[!-~]+", text):
            raise ValueError(f"{text[:80]!r} is no address for mail")
        return text

    @model_validator(mode="after")
    def _passwords_are_not_sent_in_the_clear(self) -> Self:
        if self.smtp_user is not None and self.smtp_tls == "none":
            raise ValueError("VIGIE_SMTP_USER needs VIGIE_SMTP_TLS=starttls or tls")
        return self

    @property
    def smtp_password(self) -> str | None:
        """The password of `smtp_user`, read anew each time. Raises `BadSettings` when its file cannot be read."""
        return _secret(self.smtp_password_file, "VIGIE_SMTP_PASSWORD_FILE")

    @property
    def mail_sender(self) -> str:
        """Whom mail comes from."""
        return self.smtp_from or f"vigie@{self.public_url.host}"

    @property
    def database(self) -> str:
        """The address of the database, as SQLAlchemy reads it. Holds a password: never log it.

        Raises `BadSettings` when the file with the password cannot be read.
        """
        if self.database_url is None:
            return f"sqlite:///{(self.data_dir / 'vigie.db').absolute()}"
        address = self.database_url.get_secret_value()
        password = _secret(self.database_password_file, "VIGIE_DATABASE_PASSWORD_FILE")
        return make_url(address).set(password=password).render_as_string(False) if password else address

    @property
    def feed_dir(self) -> Path:
        """The published feed. Any web server may serve this folder."""
        return self.data_dir / "feed"

    @property
    def imported_dir(self) -> Path:
        """The names of others that are handed on, apart from the feed."""
        return self.data_dir / "imported"

    @property
    def online_keys_dir(self) -> Path:
        """The keys the service signs with."""
        return self.data_dir / "keys"

    @property
    def root_keys_dir(self) -> Path:
        """The root keys, until they are moved to where no service reaches them."""
        return self.data_dir / "root-keys"

    @property
    def feed_url(self) -> str:
        """Where the extension fetches the feed."""
        return f"{str(self.public_url).rstrip('/')}/feed/"


def _secret(file: Path | None, variable: str) -> str | None:
    if file is None:
        return None
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError):
        raise BadSettings(f"{variable}: this file cannot be read.") from None


def load() -> Settings:
    """Read the environment. Raises `BadSettings` with one sentence for each variable that cannot be used."""
    try:
        return Settings()
    except ValidationError as failure:
        raise BadSettings("; ".join(_said(*error["loc"], error["msg"]) for error in failure.errors())) from None


def _said(*error: int | str) -> str:
    """One problem, with its variable; what is wrong with several together names them itself."""
    return ": ".join([*(f"{PREFIX}{str(name).upper()}" for name in error[:1] if len(error) > 1), str(error[-1])])
