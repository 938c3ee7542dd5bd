# %% title [markdown]
# # Day 0 · Setup
#
# ## Goal
#
# An hour from now you have a place to work in for the next 21 evenings: a Python of its own, the packages, a
# repository that forgets nothing, and a diary. Tonight no mathematics.
#
# Tick the boxes as you go. `sprint check 0` looks at what is really there.

# %% why [markdown]
# ## Why so much care for a folder?
#
# Most courses are given up not over the chain rule but over a broken installation on day 4. Two habits prevent that:
#
# - **One environment for one project.** A virtual environment is a folder, `.venv`, with a Python and its packages. When
#   something breaks, delete the folder and make it again; nothing else on your machine notices.
# - **One commit for one evening.** Git keeps every state you commit. You can try something wild on day 12 and be back in a
#   second.

# %% python [markdown]
# ## 1 · Python and its environment
#
# - [ ] Python 3.11 or newer: `python3 --version`
# - [ ] The environment of your sprint folder, `.venv`. `sprint init --env` has made it; if there is none yet, the same
#   command makes it now. It holds a Python, the packages, and `sprint` itself.
# - [ ] Switched on, from inside the sprint folder: `source .venv/bin/activate` (your prompt now begins with `(.venv)`; do
#   this in every new terminal)
#
# *A pitfall:* a new terminal knows nothing of the environment. If a package or `sprint` itself is "suddenly missing", look
# at the prompt first.

# %% packages [markdown]
# ## 2 · The packages
#
# - [ ] `python -m pip install -r requirements.txt`
#
# That file lists what the first days need; the environment has it already, and the line says nothing new then. PyTorch
# and a few others stand in it behind a `#`: in the week that needs them, take the `#` away and run the line again. They
# are large.

# %% editor [markdown]
# ## 3 · Something to open notebooks with
#
# - [ ] Either VS Code with its Python and Jupyter extensions, or JupyterLab: `python -m pip install jupyterlab`
# - [ ] `sprint open` opens the day's file in whichever of them is there
#
# Notebooks name a kernel, the Python that runs them. Yours is called `sprint` and is the Python in `.venv`: the same that
# `sprint check` uses. Choose it if you are asked (VS Code may show it as `.venv`).

# %% git [markdown]
# ## 4 · The repository and the diary
#
# `sprint init` has made the repository and `learning-diary.md` already, and committed what it made if git knew who you
# are. What is left:
#
# - [ ] Tell git who you are, once: `git config --global user.name "Your Name"` and
#   `git config --global user.email you@example.org`
# - [ ] Commit tonight's files: `git add -A` and `git commit -m "Day 0: ready to start"`
# - [ ] If you like, a home on the web: an empty repository named `21-Day-ML-Sprint` on GitHub, then the two lines it
#   shows you under "push an existing repository". A public repository shows your diary and the times you worked; a
#   private one does not.
#
# On a second machine, `git clone` brings all of it; install sprint there as on this one, then `sprint init --env` in the
# clone.

# %% rhythm [markdown]
# ## 5 · How an evening goes
#
# | minutes | what | command |
# |---|---|---|
# | 15 | look at the day, set one goal | `sprint start 1`, then `sprint open` |
# | 3 × 45 | work in the notebook, save, see what holds | `sprint check`, and `sprint hint` when stuck |
# | 10 | what you built, what you saw, what it means | `sprint diary` |
#
# Lost at any moment? `sprint` alone shows where you stand and the next command.

# %% finish [markdown]
# ## Check yourself
#
# `sprint check 0` proves the list above, `sprint doctor` tells you more.
#
# *What good looks like:* three ticks, for the environment, its packages and the first commit. A cross comes with the command that
# mends it. A home on the web is not asked for.
#
# Then write your first entry with `sprint diary 0`: why are you doing this, and what do you want to be able to do in three
# weeks? Read on: [virtual environments and packages](https://docs.python.org/3/tutorial/venv.html), [first-time git
# setup](https://git-scm.com/book/en/v2/Getting-Started-First-Time-Git-Setup), [notebooks in VS
# Code](https://code.visualstudio.com/docs/datascience/jupyter-notebooks).
