from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Every file under a name that changes with its content, the modules that a script imports too: a browser never
    mixes yesterday's part with today's."""

    support_js_module_import_aggregation = True
