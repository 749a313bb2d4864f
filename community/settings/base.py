"""Settings that hold everywhere. What differs from place to place comes from the environment (see `env.py`)."""

from pathlib import Path

from csp.constants import NONCE, NONE, SELF
from django.utils.translation import gettext_lazy as _

from . import env

BASE_DIR = Path(__file__).resolve().parent.parent.parent
DATA_DIR = env.directory("DATA_DIR", BASE_DIR / "var")

ROOT_URLCONF = "community.urls"
WSGI_APPLICATION = "community.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SITE_ID = 1
DEMO = False
DEMO_PASSWORD = ""

INSTALLED_APPS = [
    "home",
    "search",
    "cases",
    "forum",
    "community.comments",
    "community.notifications",
    "community.publishing",
    "community.access",
    "community.networks",
    "community.members",
    "community.places",
    "community.images",
    "community.text",
    "community.ui",
    "community.worker",
    "wagtail.contrib.redirects",
    "wagtail.contrib.simple_translation",
    "wagtail.sites",
    "community.members.apps.PeopleInAdminConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.embeds",
    "wagtail.search",
    "community.notifications.apps.QuietAdminConfig",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_comments_xtd",
    "django_comments",
    "rest_framework",
    "allauth",
    "allauth.account",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.sites",
    "django.contrib.messages",
    "django.forms",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "community.ui.compress.PagesMiddleware",
    "csp.middleware.CSPMiddleware",
    "home.middleware.NulMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "home.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "home.middleware.DirectionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "community.access.middleware.ViewerMiddleware",
    "community.publishing.middleware.DrawFirstMiddleware",
    "community.access.middleware.AdminMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "community.members.limits.LimitsMiddleware",
    "home.middleware.MovedMiddleware",
    "home.middleware.NotAllowedMiddleware",
]

PREPARED_CHECKED = False  # tests make each prepared query anew as well
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "home.menu.menu_pages",
            ],
        },
    }
]
FORM_RENDERER = "community.ui.forms.Renderer"

# People
AUTH_USER_MODEL = "members.User"
AUTHENTICATION_BACKENDS = ["community.members.backends.PeopleBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "community.members.passwords.EasyToGuessValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
# Not `cached_db`: a session that ended while the cache was away, or in another process, would live on in the cache.
SESSION_ENGINE = "community.members.sessions"
SESSION_COOKIE_AGE = 14 * 24 * 3600

# Languages: the prefix in the address is the interface's language.
LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", _("Norwegian bokmål")), ("nn", _("Norwegian nynorsk")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("nb", _("Norwegian bokmål")), ("en", _("English"))]
WAGTAIL_I18N_ENABLED = True
WAGTAIL_USER_TIME_ZONES = ["Europe/Oslo"]  # one: nothing to choose (a browser does not know all that Python lists)
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = ["community.text.formats"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Oslo"
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_HTTPONLY = True

# Files: static ones are public; everything uploaded is private and served by a view that asks who may see it.
STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
UI_BUILD_DIR = DATA_DIR / "build"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "community.ui.finders.StylesheetFinder",
]
MEDIA_URL = "/filer/"
MEDIA_ROOT = DATA_DIR / "media"
FORMS_URLFIELD_ASSUME_HTTPS = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "community.images.handlers.NoLargerThanKept",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Wagtail
WAGTAIL_SITE_NAME = "Saman"
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"  # what the pickers read: a date in another form they change to today without a word
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # «høst» stands as «host» in an address, as elsewhere on the site
WAGTAILADMIN_BASE_URL = env.text("BASE_URL", "http://localhost:8000")
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILIMAGES_IMAGE_MODEL = "images.Picture"
WAGTAILIMAGES_IMAGE_FORM_BASE = "community.publishing.library.PictureForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "gif", "avif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 66_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "images.LibraryDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "community.publishing.library.LibraryDocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "pptx", "odt", "ods", "odp", "csv", "txt"]
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_MODERATION_ENABLED = True
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = False
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
ELASTICSEARCH = env.elasticsearch()
SEARCH_COUNTS = env.boolean("SEARCH_COUNTS", True)
TAGGIT_CASE_INSENSITIVE = True
COMMENTS_APP = "django_comments_xtd"
COMMENTS_XTD_MAX_THREAD_LEVEL = 3
COMMENTS_XTD_CONFIRM_EMAIL = False

# Mail goes into the database first, in the change's own transaction; the worker delivers it.
EMAIL_BACKEND = "community.notifications.backends.OutboxBackend"
DELIVERY_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
DEFAULT_FROM_EMAIL = env.mail_address("DEFAULT_FROM_EMAIL", "Saman <saman@example.org>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
ERROR_MAIL = env.mail_addresses("ERROR_MAIL")
FEEDBACK_EMAIL = env.mail_address("FEEDBACK_EMAIL", "tilbakemelding@example.org")

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

# Sign-in: e-mail and password; nobody signs up by themselves.
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "community.members.adapter.AccountAdapter"
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGIN_ON_PASSWORD_RESET = True
ACCOUNT_FORMS = {
    "login": "community.members.forms.SignInForm",
    "reset_password": "community.members.forms.AskForLinkForm",
    "reset_password_from_key": "community.members.forms.NewPasswordForm",
    "change_password": "community.members.forms.AnotherPasswordForm",
}
PASSWORD_RESET_TIMEOUT = 24 * 3600
# A whole municipality shares one address: the narrow limits are those of the account, the address's only stop floods.
ACCOUNT_RATE_LIMITS: dict[str, str] | bool = {
    "login": "300/m/ip",
    "login_failed": "100/m/ip,5/5m/key",
    "reset_password": "100/m/ip,3/5m/key",
    "reset_password_from_key": "100/m/ip",
    "change_password": "5/m/user",
}
WAGTAIL_FRONTEND_LOGIN_URL = "/nb/konto/logg-inn/"
# Name, e-mail and password are changed on the site, in one way only.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILUSERS_PASSWORD_ENABLED = False
WAGTAILADMIN_COMMENTS_ENABLED = False

# Security
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "community.access.views.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
        "form-action": [SELF],
    }
}
SILENCED_SYSTEM_CHECKS: list[str] = []

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "operators": {"class": "community.notifications.operators.OperatorsHandler"},
    },
    # The search says once what became of Elasticsearch; its client would add a page for each node and try.
    "loggers": {"elastic_transport": {"level": "ERROR"}},
    "root": {"handlers": ["console", "operators"], "level": "WARNING"},
}
