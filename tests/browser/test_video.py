"""A film in a real browser: nothing is fetched before play, then it runs to its end, by parts, with its captions."""

import base64
import json
from collections.abc import Iterator

import pytest

from tests.databases import manage
from tests.servers import run_server

# Chromium draws and records the film itself: the repository holds none.
RECORD = """
async () => {
  const canvas = Object.assign(document.createElement("canvas"), { width: 64, height: 36 });
  const pencil = canvas.getContext("2d");
  const paint = setInterval(() => pencil.fillRect(Math.random() * 64, 0, 4, 36), 20);
  const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: "video/webm;codecs=vp8" });
  const parts = [];
  recorder.ondataavailable = (event) => parts.push(event.data);
  recorder.start(100);
  await new Promise((done) => setTimeout(done, 1500));
  await new Promise((done) => { recorder.onstop = done; recorder.stop(); });
  clearInterval(paint);
  const bytes = new Uint8Array(await new Blob(parts).arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
}
"""
PLAY = """
() => new Promise((done, failed) => {
  const film = document.querySelector("video");
  film.onended = done;
  film.play().catch(failed);
})
"""
BUILD = """
import base64
from tests.builders import add_page, make_home
from tests.cms.videos.films import CAPTIONS, video_block
from cms.models import Video, VideoCaptions
from django.core.files.uploadedfile import SimpleUploadedFile
home = make_home()
video = Video.objects.create(title="Film", file=SimpleUploadedFile("film.webm", base64.b64decode({film})))
VideoCaptions.objects.create(video=video, language="de", text=CAPTIONS)
add_page(home, "Film", slug="film", body=[video_block(video)])
"""


@pytest.fixture(scope="module")
def site(browser, tmp_path_factory, new_sqlite_url) -> Iterator[str]:
    page = browser.new_page()
    film = page.evaluate(RECORD)
    page.close()
    assert len(base64.b64decode(film)) > 500
    var_dir, url = tmp_path_factory.mktemp("video"), new_sqlite_url()
    manage(url, var_dir, "shell", "--no-imports", "-c", BUILD.format(film=json.dumps(film)))
    with run_server(url, var_dir) as server:
        yield server.url


def test_a_film_runs_when_somebody_presses_play(browser, site):  # D7
    page = browser.new_page()
    asked: list[tuple[int, str]] = []
    page.on("response", lambda answer: asked.append((answer.status, answer.url.rpartition(".")[2])))
    page.goto(f"{site}/de/film/")
    page.wait_for_load_state("networkidle")
    before = [ending for _status, ending in asked if ending == "webm"]
    page.evaluate(PLAY)
    cue = page.evaluate("document.querySelector('video').textTracks[0].cues[0].text")
    page.close()
    assert (before, cue) == ([], "Guten Tag.")
    assert {status for status, ending in asked if ending == "webm"} == {206}
