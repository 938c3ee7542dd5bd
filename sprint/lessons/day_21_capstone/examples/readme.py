"""Day 21: examples for checks/readme.py."""

from sprint.course.examples import Wrong

WRONG = (
    Wrong("d21.c4", "a file that was renamed", {"made in `train.py`": "made in `training.py`"}, "names training.py"),
    Wrong(
        "d21.c4",
        "no score",
        {"Accuracy 0.956 on 45 test wines": "Quite good on 45 test wines"},
        "does not hold the score 0.956",
    ),
    Wrong(
        "d21.c4",
        "a score without its rows",
        {
            "Accuracy 0.956 on 45 test wines that were held out (a quarter, with the same share of each vine).": "The accuracy is 0.956."
        },
        "without its rows",
    ),
    Wrong(
        "d21.c4",
        "limits without a word below",
        {
            "Three vines of one region and one vintage: for any other wine the answer means nothing, and the service gives one all the\nsame. With 45 test rows, two wines more or less move the score by four points.\n": ""
        },
        "nothing about limits",
    ),
    Wrong(
        "d21.c4",
        "no command for the server",
        {
            "python serve.py --port 8000     # then, in another terminal:\n": "",
            "# prints the score\n": "\n",
            " answer over HTTP": " answer",
        },
        "does not name serve.py",
    ),
)
