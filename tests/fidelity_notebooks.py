"""Small notebooks, one for each thing that a kernel does beyond running Python: a list of cells for each name.

A cell is its source, or its source and its tags.
"""

Tagged = tuple[str, list[str]]

NOTEBOOKS: dict[str, list[str | Tagged]] = {
    # Results and history
    "result": ["6 * 7", "'text'", "None", "x = 1", "x;", "[1, 2]"],
    "underscore": ["21 * 2", "_ / 2", "_, __", "Out", "In[1]", "_1 + 1", "_i1", "_ih[2]"],
    "timeit": [
        "r = %timeit -q -n1 -r1 -o 1 + 1\ntype(r).__name__",
        "%timeit -q -n1 -r1 -o 1",
        "_.repr if False else type(_).__name__",
    ],
    "interactivity": [
        ("from IPython.core.interactiveshell import InteractiveShell\nInteractiveShell.ast_node_interactivity = 'all'"),
        "1\n2\nprint(3)\n4",
    ],
    "pretty": [
        "{'a': list(range(60)), 'b': {'c': 'x' * 90}}",
        "%precision 3\n3.14159265",
        "%pprint",
        "list(range(40))",
    ],
    "empty": ["", "# nothing", "pass", "print()"],
    # Streams
    "streams": [
        "import sys\nprint('a', end='')\nprint('b')\nprint('c', file=sys.stderr)\nprint('d')\n5",
        "sys.stdout.write('')",
        "sys.stdout.write('x');",
        "print('e', flush=True); sys.stderr.write('f\\n'); sys.stdout.flush()",
    ],
    "carriage": [
        "import sys\nfor i in range(3):\n    sys.stdout.write(f'\\r{i}')\n",
        "print('a\\r\\nb')",
        "print('x\\by')",
        "print('\\x1b[31mred\\x1b[0m')",
    ],
    "unicode": ["print('ä €', '\\u2028', '\\x0c', '\\x85', 'z')", "'ä\\u2028b'"],
    "stream_facts": [
        "import sys\nsys.stdout.isatty(), sys.stdout.encoding, sys.stdout.writable(), sys.stdout.name",
        "isinstance(sys.stdout.fileno(), int)",
        "sys.stdout.write('abc')",
        "sys.stdout.writelines(['a', 'b'])",
        "try:\n    sys.stdout.write(3)\nexcept TypeError as e:\n    print('no', e)",
    ],
    "redirect": [
        (
            "import contextlib, io\n"
            "with contextlib.redirect_stdout(io.StringIO()) as s:\n"
            "    print('hidden')\n"
            "s.getvalue()"
        ),
        "import logging\nlogging.basicConfig(format='%(message)s')\nlogging.warning('warned')",
        "import warnings\nwarnings.showwarning = lambda m, *a, **k: print('W', m)\nwarnings.warn('w')",
    ],
    "many": ["for i in range(2000):\n    print(i)"],
    # What bypasses Python
    "dev_stdout": [
        "import os\nprint('a')\nos.system('echo b; echo c > /dev/stdout; echo d');",
        "os.system('echo first; echo second | tee /dev/stderr');",
        "os.system('exec 3>/dev/stdout; echo four; echo five >&3; echo six');",
        "with open('/dev/stdout', 'w') as out:\n    out.write('one\\n')",
        "with open('/proc/self/fd/1', 'w') as out:\n    out.write('three\\n')",
        "with open('/dev/stdout', 'a') as out:\n    out.write('four\\n')",
        "with open('/dev/stderr', 'w') as out:\n    out.write('err\\n')",
        "code = \"open('/dev/stdout', 'w').write('child')\"",
        "import subprocess, sys\nsubprocess.run([sys.executable, '-c', code]).returncode",
        "with open('/dev/fd/1', 'wb', buffering=0) as out:\n    out.write(b'raw\\n')",
    ],
    "os_system": [
        "import os\nprint('a')\nos.system('echo b')",
        "os.system('echo c >&2');",
        "print('d', end='')\nos.system('printf e')\nprint('f')",
    ],
    "subprocess": [
        "import subprocess\nsubprocess.run(['echo', 'hi']).returncode",
        "subprocess.run(['echo', 'kept'], capture_output=True, text=True).stdout",
        "subprocess.check_call('echo err >&2', shell=True);",
    ],
    "fd_write": ["import os\nos.write(1, b'one\\n')", "os.write(2, b'two\\n');", "os.write(1, b'no newline');"],
    "c_print": ["import ctypes\nlibc = ctypes.CDLL(None)\nlibc.puts(b'from C')\nlibc.fflush(None);"],
    "svc": [
        (
            "from sklearn.svm import SVC\n"
            "import numpy as np\n"
            "X = np.array([[0.0], [1.0], [2.0], [3.0]])\n"
            "SVC(verbose=True).fit(X, [0, 0, 1, 1]);"
        ),
    ],
    "fork": [
        (
            "import os\n"
            "pid = os.fork()\n"
            "if pid == 0:\n"
            "    os.write(1, b'child\\n')\n"
            "    os._exit(0)\n"
            "os.waitpid(pid, 0)[1]"
        ),
    ],
    "workers": [
        (
            "import multiprocessing as mp\n"
            "def work(n):\n"
            "    print('worker', flush=True)\n"
            "    return n * n\n"
            "with mp.get_context('fork').Pool(1) as pool:\n"
            "    print(pool.map(work, [3]))"
        ),
    ],
    "shell": [
        "!echo hi",
        "!exit 3",
        "_exit_code",
        "x = !echo a; echo b\nx",
        "name = 'w'\n!echo {name} $name",
        "%%bash\necho one\necho two >&2",
        "!echo out; echo err >&2",
        "%%bash\nexit 0",
    ],
    "stdout_to_child": [
        "import subprocess, sys\nsubprocess.run(['true'], stdout=sys.stdout, stderr=sys.stderr).returncode",
    ],
    # Displays
    "display": [
        "display(1, 'a')",
        (
            "from IPython.display import HTML, Markdown, JSON, Latex, SVG, Image, Javascript\n"
            "display(HTML('<b>x</b>'), Markdown('*m*'))"
        ),
        "JSON({'b': 1, 'a': [1, 2]})",
        "Latex('$x$')",
        "display({'application/json': 'l1\\nl2', 'text/plain': 'p\\nq'}, raw=True)",
        "Javascript('1;\\n2;')",
        "SVG('<svg xmlns=\"http://www.w3.org/2000/svg\">\\n<g/></svg>')",
        "HTML('<b>x</b>', metadata={'m': 1})",
    ],
    "rich": [
        "class A:\n    def _repr_html_(self): return '<i>a</i>'\n    def __repr__(self): return 'A()'\nA()",
        "class B:\n    def _repr_png_(self): return b'\\x89PNG\\r\\n\\x1a\\n'\nB()",
        (
            "class C:\n"
            "    def _repr_mimebundle_(self, include=None, exclude=None): return "
            "{'text/plain': 'c', 'text/latex': '$c$'}, {'text/latex': {'k': 1}}\n"
            "C()"
        ),
        "class D:\n    def _ipython_display_(self): print('self')\nD()",
        "display(D(), A())",
    ],
    "updates": [
        "h = display('0', display_id=True)\nfor i in range(50):\n    h.update(str(i))",
        "h = display('x', display_id='mine')",
        "from IPython.display import update_display\nupdate_display('y', display_id='mine')",
        "h2 = display('z', display_id='mine')\nprint('p')",
        "h.update('late')",
    ],
    "handle_types": [
        "h = display(display_id='only')",
        "h.display('first')\nh.update({'text/plain': 'raw'}, raw=True)\nh",
        "from IPython.display import DisplayHandle\ntype(h).__name__",
    ],
    "clear": [
        ("from IPython.display import clear_output\nfor i in range(3):\n    print(i)\n    clear_output(wait=True)"),
        "print('a')\nclear_output()\nprint('b')",
        "print('a')\nclear_output(wait=True)\nprint('b')",
        "print('a')\nclear_output(wait=True)\ndisplay('b')\n'c'",
        "print('a')\nclear_output()",
        "display('x', display_id='k')\nclear_output(wait=True)\ndisplay('y', display_id='k')\nprint('q')",
        "for i in range(3):\n    clear_output(wait=True)\n    print(i)",
        "print('gone')\nclear_output(wait=True)",
    ],
    "nan_json": [
        "from IPython.display import JSON\nprint('before')\nJSON({'loss': [0.4, float('nan')]})",
        "print('after')",
    ],
    "surrogate": [
        "print('half', '\\ud800')",
        "'\\ud800'",
        "display({'text/plain': 'a\\udc80'}, raw=True)",
        "print('on')",
    ],
    "odd_bundles": [
        ("import numpy as np\ndisplay({'application/x+json': {'a': 1.5, 'b': None}, 'text/plain': 't'}, raw=True)"),
        (
            "display({'text/plain': 'only', 'application/json': [1, 2, {'z': 0, 'a': 1}]}, "
            "raw=True, metadata={'b': 1, 'a': 2})"
        ),
    ],
    "publish": [
        (
            "from IPython.display import publish_display_data\n"
            "publish_display_data({'text/plain': 'p', 'text/html': '<p>'}, {'text/html': {'x': 1}})"
        ),
    ],
    # Errors
    "error": ["1 / 0", "print('never')"],
    "error_middle": ["print('a')\nraise ValueError('b')\nprint('c')"],
    "error_nested": ["def f(x):\n    return 1 / x", "def g(x):\n    y = x\n    return f(y)", "g(0)"],
    "error_chain": ["try:\n    {}['a']\nexcept KeyError as e:\n    raise ValueError('b') from e"],
    "error_context": ["try:\n    {}['a']\nexcept KeyError:\n    int('x')"],
    "error_none": ["try:\n    {}['a']\nexcept KeyError:\n    raise ValueError('b') from None"],
    "error_group": ["raise ExceptionGroup('some', [ValueError(1), TypeError('t')])"],
    "error_notes": ["e = ValueError('v')\ne.add_note('a note')\nraise e"],
    "error_empty": ["raise KeyError"],
    "error_multiline": ["raise ValueError('one\\ntwo')"],
    "error_str": ["class E(Exception):\n    def __str__(self): return 'said'\nraise E('x')"],
    "error_assert": ["assert 1 == 2, 'not so'"],
    "error_recursion": [
        ("def f(n): return f(n + 1)\ntry:\n    f(0)\nexcept RecursionError as e:\n    print(type(e).__name__)"),
    ],
    "syntax": ["def f(x)\n    return x"],
    "syntax_indent": ["if True:\n    x = 1\n  y = 2"],
    "syntax_open": ["x = (1,\n"],
    "syntax_late": ["return 3"],
    "syntax_magic": ["x = 1\n%nonsense 3"],
    "no_cell_magic": ["%%nonsense\n1"],
    "import_error": ["import not_there.at_all"],
    "import_bad": ["open('bad_module.py', 'w').write('x = 1\\n1 / 0\\n');", "import bad_module"],
    "system_exit": ["import sys\nsys.exit(2)"],
    "raises_tag": [("1 / 0", ["raises-exception"]), "print('goes on')", ("2", ["raises-exception"])],
    "skip_tag": ["a = 1", ("a = 2\nprint('skipped')", ["skip-execution"]), "a"],
    "display_error": [
        "class T:\n    _repr_html_ = lambda self: self.rows\n    def __repr__(self): return 'T'",
        "print('x')\nT()",
        "print('next')",
    ],
    "repr_error": ["class R:\n    def __repr__(self): return 1 / 0", "R()", "print('next')"],
    "display_call_error": [
        "class T:\n    def _repr_html_(self): return self.rows\n    def __repr__(self): return 'T'",
        "display(T())\nprint('same cell')",
        "print('next')",
    ],
    "capture_error": ["%%capture out\nprint('a')\n1 / 0", "print('next')"],
    "run_bad": [
        "open('bad.py', 'w').write('print(1)\\n1 / 0\\n');",
        "%run bad.py\nprint('same cell')",
        "print('next')",
    ],
    "inner_cell": ["r = get_ipython().run_cell('1 / 0')\nr.success", "print('next')"],
    "tb": [("1 / 0", ["raises-exception"]), "%tb", "print('next')"],
    "show_own": [
        "try:\n    1 / 0\nexcept ZeroDivisionError:\n    get_ipython().showtraceback()\nprint('same cell')",
        "print('next')",
    ],
    "post_error": [
        "def hook(*a): raise ValueError('in hook')\nget_ipython().events.register('post_execute', hook)",
        "print('next')",
    ],
    "traceback_print": [
        (
            "import traceback\n"
            "try:\n"
            "    1 / 0\n"
            "except ZeroDivisionError as e:\n"
            "    print(traceback.format_exception_only(e))"
        ),
    ],
    "xmode": ["%xmode Minimal", "1 / 0"],
    "usage": ["%timeit -z"],
    "stop_keeps": ["print('a')", "1 / 0", "print('never')", "4"],
    # Magics
    "capture": [
        "%%capture c\nprint('kept')\nimport sys\nprint('e', file=sys.stderr)\n5",
        "c.stdout, c.stderr, len(c.outputs)",
        "c.show()",
        "%%capture --no-stderr\nprint('x')",
    ],
    "magics": [
        "%%writefile w.py\nx = 3",
        "%run w.py\nx",
        "%who_ls",
        "%pwd\n1",
        "%%time\n7;",
        "%lsmagic;",
        "%env HOME2=1",
        "%config InlineBackend.figure_format",
    ],
    "script": [
        "%%script sh\necho s",
        "%%sh\necho t",
        "%%html\n<b>h</b>",
        "%%javascript\nlet x;",
        "%%latex\n$x$",
        "%%markdown\n# t",
        "%%svg\n<svg xmlns='http://www.w3.org/2000/svg'/>",
    ],
    "help": ["len?", "def f():\n    'doc'\nf?", "print('on')"],
    "macro": ["1 + 1", "%macro -q m 1", "m"],
    "reset": ["a = 1", "%reset -f", "'a' in globals()"],
    "cell_magic": [
        (
            "from IPython.core.magic import register_cell_magic\n"
            "@register_cell_magic\n"
            "def twice(line, cell):\n"
            "    get_ipython().run_cell(cell)\n"
            "    get_ipython().run_cell(cell)"
        ),
        "%%twice\nprint('t')",
    ],
    # The loop
    "await": [
        "import asyncio\nawait asyncio.sleep(0)\n'awaited'",
        "async def f(): return 3\nawait f()",
        "async with asyncio.timeout(5):\n    print(await f())",
        "async for x in (i async for i in _) if False else []:\n    pass",
    ],
    "task": [
        (
            "import asyncio\n"
            "async def f():\n"
            "    await asyncio.sleep(0)\n"
            "    return 5\n"
            "t = asyncio.create_task(f())\n"
            "type(t).__name__"
        ),
        "await t",
        "asyncio.get_running_loop().is_running()",
        "asyncio.get_event_loop().is_running()",
        "asyncio.current_task() is not None",
    ],
    "asyncio_run": ["import asyncio\nasync def f(): return 1\nasyncio.run(f())"],
    "run_until": ["import asyncio\nasync def f(): return 1\nc = f()\nasyncio.get_event_loop().run_until_complete(c)"],
    "await_error": ["import asyncio\nasync def f():\n    await asyncio.sleep(0)\n    1 / 0", "await f()"],
    "contextvars": ["import contextvars\nv = contextvars.ContextVar('v', default=0)\nv.set(3);", "v.get()"],
    "await_context": [
        "import contextvars, asyncio\nv = contextvars.ContextVar('v', default=0)",
        "v.set(3)\nawait asyncio.sleep(0)\nv.get()",
        "v.get()",
    ],
    # What libraries look for
    "shell_facts": [
        "ip = get_ipython()\ntype(ip).__name__, type(ip).__module__",
        "hasattr(ip, 'kernel'), ip.has_trait('kernel'), 'IPKernelApp' in ip.config",
        "import sys\n'ipykernel' in sys.modules",
        "__name__, '__file__' in globals(), sys.argv[:0], sys.flags.interactive",
        "ip.colors, ip.xmode if hasattr(ip, 'xmode') else None",
        "'get_ipython' in globals(), 'exit' in globals(), 'quit' in globals(), 'open' in globals()",
        "sys.displayhook is ip.displayhook, sys.ps1",
        "import builtins\nhasattr(builtins, 'display'), hasattr(builtins, 'get_ipython')",
        "sorted(k for k in globals() if k[0] == '_' and k[:2] != '_i')[:12]",
    ],
    "pandas": [
        (
            "import numpy as np, pandas as pd\n"
            "df = pd.DataFrame({f'a_rather_long_column_{i}': np.arange(3.0) * i for i in range(10)})\n"
            "print(df)"
        ),
        "pd.get_option('display.max_columns'), pd.get_option('display.width')",
        "df.head(2)",
        "df['a_rather_long_column_1']",
        "df.describe()",
    ],
    "numpy": ["import numpy as np\nnp.arange(2000)", "np.linspace(0, 1, 5)"],
    "tqdm": ["from tqdm.autonotebook import tqdm\ntqdm.__module__"],
    "figure": [
        "import matplotlib.pyplot as plt\nplt.plot([1, 2, 4])",
        "plt.plot([1, 2])\nplt.show()\nprint('after')",
        "fig, ax = plt.subplots()\nax.bar([1, 2], [3, 4]);",
        "plt.figure()\nplt.close()\n'closed'",
        "fig",
        "plt.get_backend()",
    ],
    "figure_svg": [
        ("%config InlineBackend.figure_format = 'svg'\nimport matplotlib\nmatplotlib.rcParams['svg.hashsalt'] = 'x'"),
        "import matplotlib.pyplot as plt\nplt.plot([1, 2, 4]);",
        "plt.hist([1, 2, 2])\nplt.show()",
    ],
    "figure_formats": [
        (
            "%config InlineBackend.figure_formats = ['png', 'jpeg']\n"
            "import matplotlib.pyplot as plt\n"
            "plt.plot([1, 2, 4]);"
        ),
        "%config InlineBackend.figure_format = 'retina'\nplt.plot([1, 2]);",
        "%matplotlib inline\nplt.plot([3, 2]);",
    ],
    "figure_error": ["import matplotlib.pyplot as plt\nplt.plot([1, 2])\n1 / 0"],
    "sklearn": ["from sklearn.linear_model import Ridge\nRidge", "repr(Ridge(alpha=2))"],
    "torch": ["import torch\ntorch.arange(4.0)"],
    "rng": ["import random\nrandom.seed(0)\nrandom.random()"],
    "main": [
        "class A: pass\nA.__module__, A().__class__",
        "import __main__\n__main__.A is A",
        "import inspect\ninspect.getsource(A)",
        "import pickle\npickle.loads(pickle.dumps(A())).__class__ is A",
    ],
    "import_beside": ["open('helper_x.py', 'w').write('y = 4\\n');", "import helper_x\nhelper_x.y"],
    "threads": [
        "import threading\nt = threading.Thread(target=lambda: print('in thread'))\nt.start(); t.join()",
        (
            "def bad(): raise ValueError('thread')\n"
            "threading.excepthook = lambda a: print('hook', a.exc_type.__name__)\n"
            "t = threading.Thread(target=bad); t.start(); t.join()"
        ),
    ],
    "future": ["from __future__ import annotations\ndef f(x: nonsense): pass", "f.__annotations__"],
    "docstring": ["'''a text\nin lines'''", "print('''a\n\nb''')"],
    "semicolon": ["5;", "5; # c", "a = 3; a", "print('x');"],
    "exit_hooks": ["import atexit\natexit.register(lambda: None);", "del _\n1", "_"],
    "set_next_input": ["get_ipython().set_next_input('x = 1')", "print('on')"],
    "page": ["from IPython.core.page import page\npage('paged text')", "%psource print", "print('on')"],
    "warn": ["import warnings\nwarnings.simplefilter('always')\nwarnings.warn('a warning')"],
    "deprecation": ["import warnings\ndef old():\n    warnings.warn('old', DeprecationWarning, stacklevel=2)\nold()"],
}
