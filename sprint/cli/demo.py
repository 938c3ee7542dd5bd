"""`sprint demo`."""

from sprint.cli.options import OPTIONS, screen


def demo() -> None:
    """Play a whole evening in a temporary folder, without a network.

    Examples:
        sprint demo
    """
    from sprint.terminal.pages import draw_folder, draw_scene
    from sprint.usecases.demo import demo as play

    page = screen()
    said = {"--ascii": OPTIONS.ascii, "--no-color": OPTIONS.no_color}
    folder, scenes = play([option for option, wanted in said.items() if wanted])
    for scene in scenes:
        draw_scene(page, scene)
    draw_folder(page, folder)
