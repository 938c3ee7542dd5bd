"""`sprint demo`."""

from sprint.cli.options import screen


def demo() -> None:
    """Play the whole loop on day 8 in a temporary folder: under a minute, no network."""
    from sprint.terminal.pages import draw_folder, draw_scene
    from sprint.usecases.demo import demo as play

    page = screen()
    folder, scenes = play()
    for scene in scenes:
        draw_scene(page, scene)
    draw_folder(page, folder)
