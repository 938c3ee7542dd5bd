"""Programs that do not stop, do not fit or do not behave."""

from dataclasses import dataclass

from lab_runs import SMALL

from sprint.lab.protocol.limits import Budget

SHORT = Budget(seconds=1.5, memory_gb=0.7, question_seconds=1)


@dataclass(frozen=True)
class Runaway:
    """A program, and a word that the reason for its end holds."""

    source: str
    says: str
    budget: Budget = SHORT


TIMED_OUT = "timed out"
STOPPED = "stopped by itself"

PROGRAMS = {
    # does not stop
    "loop": Runaway("while True:\n    pass", TIMED_OUT),
    "loop_catching_everything": Runaway(
        "while True:\n    try:\n        while True:\n            x = 1\n    except BaseException:\n        pass",
        TIMED_OUT,
    ),
    "loop_ignoring_sigint": Runaway(
        "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\nwhile True:\n    pass", "did not stop when asked"
    ),
    "all_signals_handled": Runaway(
        "import signal\nfor number in set(signal.Signals) - {signal.SIGKILL, signal.SIGSTOP}:\n"
        "    signal.signal(number, lambda *_: None)\nwhile True:\n    pass",
        "did not stop when asked",
    ),
    "signals_blocked": Runaway(
        "import signal\nsignal.pthread_sigmask(signal.SIG_BLOCK, signal.Signals)\nwhile True:\n    pass",
        "did not stop when asked",
    ),
    "stops_itself": Runaway("import os, signal\nos.kill(os.getpid(), signal.SIGSTOP)", "did not stop when asked"),
    "sleep": Runaway("import time\ntime.sleep(600)", TIMED_OUT),
    "one_long_c_call": Runaway("import re\nre.match(r'(a+)+$', 'a' * 60 + 'b')", TIMED_OUT),
    "infinite_generator": Runaway("sum(1 for _ in iter(int, 1))", TIMED_OUT),
    "repr_that_hangs": Runaway("class A:\n    def __repr__(self):\n        while True: pass\nA()", TIMED_OUT),
    "del_that_hangs": Runaway("class A:\n    def __del__(self):\n        while True: pass\na = A()\ndel a", TIMED_OUT),
    "lock_never_freed": Runaway("import threading\nlock = threading.Lock()\nlock.acquire()\nlock.acquire()", TIMED_OUT),
    "waits_for_thread": Runaway(
        "import threading, time\nt = threading.Thread(target=time.sleep, args=(600,))\nt.start()\nt.join()", TIMED_OUT
    ),
    "await_for_ever": Runaway("import asyncio\nawait asyncio.Event().wait()", TIMED_OUT),
    "reads_from_terminal": Runaway(
        "open('/dev/tty').read()", STOPPED, Budget(seconds=10, memory_gb=0.7, question_seconds=1)
    ),
    "reads_fifo": Runaway("import os\nos.mkfifo('pipe')\nopen('pipe').read()", TIMED_OUT),
    "shell_command_hangs": Runaway("!sleep 600", TIMED_OUT),
    "plot_loop": Runaway(
        "import matplotlib.pyplot as plt\nwhile True:\n    plt.plot([1])\n    plt.show()",
        TIMED_OUT,
        Budget(seconds=3, memory_gb=0.7),
    ),
    "processor_time": Runaway(
        "import resource\nresource.setrlimit(resource.RLIMIT_CPU, (1, 1))\nwhile True:\n    pass",
        "SIGKILL",
        Budget(seconds=5),
    ),
    # does not fit
    "prints_for_ever": Runaway("while True:\n    print('again and again')", TIMED_OUT),
    "writes_for_ever": Runaway("import os\nwhile True:\n    os.write(1, b'x' * 65536)", "printed more than"),
    "subprocess_prints_for_ever": Runaway("import subprocess\nsubprocess.run(['yes'])", "printed more than"),
    "shell_prints_for_ever": Runaway("!yes", TIMED_OUT),
    "displays_for_ever": Runaway(
        "from IPython.display import display\nwhile True:\n    display({'text/plain': 'x' * 10_000}, raw=True)",
        TIMED_OUT,
    ),
    "memory_slowly": Runaway(
        "kept = []\nwhile True:\n    kept.append(bytearray(2 * 2**20))", "of memory", Budget(seconds=10, memory_gb=0.4)
    ),
    "memory_at_once": Runaway("x = bytearray(2**44)", STOPPED),
    "memory_in_one_call": Runaway("x = bytearray(8 * 2**30)", "of memory", Budget(seconds=10, memory_gb=0.4)),
    "memory_in_huge_pages": Runaway(
        "import mmap\nm = mmap.mmap(-1, 8 << 30, flags=mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)\n"
        "m.madvise(mmap.MADV_HUGEPAGE)\nfor place in range(0, 8 << 30, 4096):\n    m[place] = 1",
        "of memory",
        Budget(seconds=10, memory_gb=0.4),
    ),
    "memory_of_children": Runaway(
        "import subprocess, sys\nprogram = 'x = bytearray(150 * 2**20); import time; time.sleep(600)'\n"
        "children = [subprocess.Popen([sys.executable, '-c', program]) for _ in range(4)]\nchildren[0].wait()",
        "of memory",
        Budget(seconds=10, memory_gb=0.4),
    ),
    "recursion": Runaway("def f(n):\n    return f(n + 1)\nf(0)", STOPPED, SMALL),
    "recursion_into_the_ground": Runaway(
        "import sys\nsys.setrecursionlimit(10**9)\nclass A:\n    def __getattr__(self, name):\n"
        "        return repr(self)\n"
        "    def __repr__(self):\n        return self.x\nrepr(A())",
        "",
        Budget(seconds=4, memory_gb=1),
    ),
    # does not stay
    "forks": Runaway(
        "import os, time\nfor _ in range(6):\n    os.fork()\ntime.sleep(600)", TIMED_OUT, Budget(seconds=2, memory_gb=8)
    ),
    "daemon": Runaway(
        "import os, time\nif os.fork() == 0:\n    os.setsid()\n    if os.fork() == 0:\n        time.sleep(600)\n"
        "    os._exit(0)\n"
        "os._exit(0)",
        "exit code 0",
    ),
    # does not keep to the line
    "closes_every_descriptor": Runaway("import os\nos.closerange(0, 1000)", "instead of running to its end"),
    "garbage_on_every_descriptor": Runaway(
        "import os\nfor fd in range(3, 64):\n    try:\n        os.write(fd, b'garbage, and more garbage')\n"
        "    except OSError:\n        pass",
        "no answer",
    ),
    "half_a_frame": Runaway(
        "import os, struct, time\nfor fd in range(3, 64):\n    try:\n"
        "        os.write(fd, struct.pack('>IQ', 10**6, 0) + b'{')\n    except OSError:\n        pass\ntime.sleep(600)",
        "did not stop when asked",
    ),
    "a_flood_of_events": Runaway(
        "import gc\nchannel = next(o for o in gc.get_objects() if type(o).__name__ == 'Channel')\n"
        "id = next(o for o in gc.get_objects() if isinstance(o, dict) and o.get('op') == 'run')['id']\n"
        "while True:\n    channel.send({'id': id, 'event': 'start', 'place': 0, 'more': 'x' * 10**6})",
        "out of its turn",
    ),
    "a_claim_of_gigabytes": Runaway(
        "import os, struct, time\nfor fd in range(3, 64):\n    try:\n"
        "        os.write(fd, struct.pack('>IQ', 10**6, 500 * 2**20))\n    except OSError:\n        pass\n"
        "time.sleep(600)",
        "did not stop when asked",
    ),
    "eats_the_requests": Runaway(
        "import os, threading, time\ndef eat(fd):\n    while True:\n        try:\n            os.read(fd, 9999)\n"
        "        except OSError:\n            return\n"
        "for fd in range(3, 20):\n    threading.Thread(target=eat, args=(fd,), daemon=True).start()\ntime.sleep(600)",
        TIMED_OUT,
    ),
}


SLOW_COUSINS = {
    "loop_catching_everything", "all_signals_handled", "signals_blocked", "sleep", "one_long_c_call", "del_that_hangs",
    "lock_never_freed", "waits_for_thread", "await_for_ever", "reads_fifo", "plot_loop", "processor_time",
    "shell_prints_for_ever", "displays_for_ever", "memory_of_children", "memory_in_huge_pages", "a_claim_of_gigabytes",
    "recursion_into_the_ground",
}  # fmt: skip
"""Programs that take seconds and differ little from ones that always run."""

ESCAPES = {
    "new_session": "subprocess.Popen(sleeper, start_new_session=True)",
    "no_environment": "subprocess.Popen(sleeper, env={})",
    "no_environment_and_a_new_session": "subprocess.Popen(sleeper, env={}, start_new_session=True)",
    "double_fork": "subprocess.run([sys.executable, '-c', f'import subprocess; subprocess.Popen({sleeper!r})'])",
    "double_fork_without_environment": (
        "subprocess.run([sys.executable, '-c', f'import subprocess; "
        "subprocess.Popen({sleeper!r}, env=dict(), start_new_session=True)'])"
    ),
    "shell_background": "subprocess.run('nohup ' + shlex.join(sleeper) + ' >/dev/null 2>&1 &', shell=True)",
    "setsid": "subprocess.run('setsid ' + shlex.join(sleeper) + ' &', shell=True)",
    "fork_holding_the_line": "os.fork() or (os.setsid(), time.sleep(600))",
    "worker_pool": "import multiprocessing as mp; pool = mp.get_context('fork').Pool(2); "
    "pool.apply_async(time.sleep, (600,))",
}

MISCHIEF = {
    "stdout_replaced": "import sys, io\nsys.stdout = io.StringIO()\nsys.stderr = None",
    "stdout_closed": "import sys\nsys.stdout.close()\nsys.stderr.close()",
    "print_patched": "import builtins\nbuiltins.print = None",
    "folder_left": "import os\nos.chdir('/')",
    "environment_cleared": "import os\nos.environ.clear()",
    "files_deleted": "import shutil, os\nshutil.rmtree(os.getcwd())",
    "exit_hook": "import atexit, time\natexit.register(time.sleep, 600)",
    "thread_for_ever": "import threading, time\nthreading.Thread(target=time.sleep, args=(600,)).start()",
    "busy_thread": "import threading\ndef spin():\n    while True: pass\n"
    "threading.Thread(target=spin, daemon=True).start()",
    "signal_handlers": "import signal\nsignal.signal(signal.SIGTERM, lambda *_: 1)\n"
    "signal.signal(signal.SIGHUP, lambda *_: 1)",
    "huge_repr": "class A:\n    def __repr__(self):\n        return 'x' * 50_000_000\na = A()",
    "repr_that_raises": "class A:\n    def __repr__(self):\n        raise SystemExit('no')\na = A()\n[a][0] and None",
    "umask": "import os\nos.umask(0o777)",
    "recursion_limit": "import sys\nsys.setrecursionlimit(60)",
    "surrogates": "print('\\ud800')",
    "warnings_as_errors": "import warnings\nwarnings.simplefilter('error')",
    "gc_off": "import gc\ngc.disable()",
    "modules_cleared": "import sys\nfor name in [n for n in sys.modules if n.startswith('numpy')]:\n"
    "    del sys.modules[name]",
}

QUESTIONS = {
    "infinite_generator": "def f():\n    n = 0\n    while True:\n        yield n",
    "generator_that_hangs": "def f():\n    yield 1\n    while True:\n        pass",
    "repr_that_hangs": "class A:\n    def __repr__(self):\n        while True: pass\ndef f():\n    return A()",
    "len_that_hangs": "class A:\n    def __len__(self):\n        while True: pass\nf = A()",
    "set_without_end": "class A(set):\n    def __iter__(self):\n        while True: yield 1\ndef f():\n    return A()",
    "getattr_that_recurses": "class A:\n    def __getattr__(self, name):\n"
    "        return getattr(self, name + 'x')\nf = A()",
    "huge_list": "def f():\n    return [[]] * 20_000_000",
    "prints_for_ever": "def f():\n    while True:\n        print('x')",
    "exits": "import os\ndef f():\n    os._exit(0)",
    "grows": "def f():\n    x = []\n    while True:\n        x.append(bytearray(2**20))",
}
