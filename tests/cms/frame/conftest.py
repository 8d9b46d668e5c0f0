def pytest_configure(config):
    # Wagtail leaves the file of a new rendition to the garbage collector.
    for kind in ("unclosed file <_io.BufferedRandom", "Unclosed file <tempfile.SpooledTemporaryFile"):
        config.addinivalue_line("filterwarnings", f"ignore:{kind}:ResourceWarning")
