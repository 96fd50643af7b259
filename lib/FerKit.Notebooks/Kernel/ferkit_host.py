"""The .NET process that runs the cells, and the socket to it: a JSON object a line, both ways."""
import json
import os
import queue
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time

START_SECONDS = 60
GREETING_SECONDS = 5
FAREWELL_SECONDS = 3
# Objects of .NET may take this share of the memory, in percent and hexadecimal; then a cell gets an OutOfMemoryException.
HEAP_PERCENT = format(70, "x")


class Host:
    """Messages from the process come out of `inbox`; the last one says that it is gone."""

    def __init__(self, on_console):
        self.inbox = queue.SimpleQueue()  # the one queue that a signal handler may put into
        self._on_console = on_console
        self._connection = None
        self._connected = threading.Event()
        self._sending = threading.Lock()
        self._requests = 0
        self._token = secrets.token_hex(16)
        self._listener = socket.create_server(("127.0.0.1", 0))
        environment = dict(os.environ, FERKIT_KERNEL_TOKEN=self._token)
        environment.setdefault("DOTNET_GCHeapHardLimitPercent", HEAP_PERCENT)
        # Temporary files of cells are gone with the host, however it ends: crops of faces are personal data.
        self._temporary = tempfile.mkdtemp(prefix="ferkit-kernel-")
        environment.update(TMPDIR=self._temporary, TMP=self._temporary, TEMP=self._temporary)
        command = [os.environ.get("FERKIT_DOTNET", "dotnet"), os.environ["FERKIT_PROGRAM"]]
        self._process = subprocess.Popen(
            command + ["kernel-host", "--port", str(self._listener.getsockname()[1])],
            env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            start_new_session=True)  # Ctrl-C and the front's signals are for the kernel, which passes them on
        self._consoles = [self._start(self._read_console, name, getattr(self._process, name)) for name in ("stdout", "stderr")]
        self._start(self._read_messages)

    @property
    def is_alive(self):
        return self._process.poll() is None

    def send(self, do, **fields):
        """Sends a request and gives its id. A host that is gone says so in the inbox."""
        self._connected.wait()
        self._requests += 1
        line = json.dumps(dict(fields, id=self._requests, do=do)) + "\n"
        try:
            with self._sending:
                self._connection.sendall(line.encode())
        except (OSError, AttributeError):
            pass
        return self._requests

    def close(self):
        """Ends the process, kindly at first. Whatever it started in its own session ends with it."""
        if self._connection is not None:
            try:
                self._connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass
            try:
                self._process.wait(FAREWELL_SECONDS)
            except subprocess.TimeoutExpired:
                pass
        self.kill()
        self._clean()

    def kill(self):
        try:
            os.killpg(self._process.pid, signal.SIGKILL)
        except (AttributeError, OSError):  # Windows has no groups; the group may be gone
            self._process.kill()

    def _clean(self):
        try:
            self._process.wait(FAREWELL_SECONDS)
        except subprocess.TimeoutExpired:
            pass
        shutil.rmtree(self._temporary, ignore_errors=True)

    def how_it_ended(self):
        code = self._process.wait()
        if code >= 0:
            return f"exit code {code}"
        names = {signal.SIGKILL: "killed, perhaps because the memory was at its end", signal.SIGSEGV: "a native library touched memory that is not its own",
                 signal.SIGABRT: "aborted"} if os.name != "nt" else {}
        return names.get(-code, f"signal {-code}")

    def _read_messages(self):
        try:
            for line in self._greet():
                self.inbox.put(json.loads(line))
        except (OSError, ValueError):
            pass
        if not self._connected.is_set():
            self.kill()
        self._connected.set()
        try:
            self._process.wait(FAREWELL_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
        for console in self._consoles:
            console.join(1)  # its last words come before the news of its end
        self._clean()
        self.inbox.put({"type": "gone"})

    def _greet(self):
        """Waits until the host has connected; any program of this machine may try the port, the host knows the token."""
        limit = time.monotonic() + START_SECONDS
        self._listener.settimeout(0.2)
        with self._listener:
            while self.is_alive and time.monotonic() < limit:
                try:
                    connection, _ = self._listener.accept()
                    connection.settimeout(GREETING_SECONDS)
                    lines = connection.makefile(encoding="utf-8", newline="\n")
                    if json.loads(lines.readline())["token"] == self._token:
                        connection.settimeout(None)
                        self._connection = connection
                        self._connected.set()
                        return lines
                    connection.close()
                except (OSError, ValueError, LookupError, TypeError):
                    pass
        raise OSError("the host did not start")

    def _read_console(self, name, pipe):
        while True:
            text = os.read(pipe.fileno(), 1 << 16)
            if not text:
                return
            self._on_console(name, text.decode(errors="replace"))

    @staticmethod
    def _start(work, *arguments):
        thread = threading.Thread(target=work, args=arguments, daemon=True)
        thread.start()
        return thread
