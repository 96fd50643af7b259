"""Jupyter's side of the C# kernel: speaks Jupyter's protocol through ipykernel, and hands cells to a .NET host process.

Started by kernel.json, which `ferkit lab` installs. When a cell takes the host down, this process says so and starts another.
"""
import queue
import signal
import time

from ipykernel.kernelapp import IPKernelApp
from ipykernel.kernelbase import Kernel

from ferkit_host import Host

# After an interrupt the host has this long: the cell's own time to stop, then the host's to stop it.
STOP_SECONDS = 17
ANSWER_SECONDS = 10
CONSOLE_LIMIT = 1 << 20


class CSharpKernel(Kernel):
    implementation = "ferkit"
    implementation_version = "0.1.0"
    banner = "FerKit: C# cells on .NET"
    language_info = {
        "name": "C#",
        "version": "14.0",
        "mimetype": "text/x-csharp",
        "file_extension": ".cs",
        "pygments_lexer": "csharp",
        "codemirror_mode": "text/x-csharp",
    }
    host = None
    closing = False
    console_left = CONSOLE_LIMIT

    def start(self):
        self.host = Host(self.on_console)
        super().start()

    # Signals reach Python between two of its instructions; the default would throw in the middle of a message.
    def pre_handler_hook(self):
        self.saved_sigint_handler = signal.signal(signal.SIGINT, lambda *_: self.host.inbox.put({"type": "interrupt"}))

    def do_execute(self, code, silent, store_history=True, user_expressions=None, allow_stdin=False, *, cell_id=None):
        self.console_left = CONSOLE_LIMIT
        self.clear_inbox()
        if not self.host.is_alive:
            self.say(f"[the C# host had ended ({self.host.how_it_ended()}); a new one runs this cell, and what cells left before is lost]\n")
            self.restart_host()
        request = self.host.send("execute", code=code, count=self.execution_count)
        error, last_words, deadline = None, None, None
        while True:
            message = self.next_message(deadline)
            kind = message["type"]
            if kind == "interrupt":
                self.host.send("interrupt")
                deadline = deadline or time.monotonic() + STOP_SECONDS
            elif kind == "last words":
                last_words = message["text"]
            elif kind == "gone":
                how = last_words or self.host.how_it_ended()
                return self.lose("HostEnded", f"The cell took the C# host down ({how}).")
            elif kind == "late":
                return self.lose("CellInterrupted", "The cell did not stop when it was interrupted.")
            elif message.get("id") != request:
                continue
            elif kind == "done":
                if message.get("lost"):
                    return self.lose("CellInterrupted", "The cell could not be stopped.")
                if message["status"] == "ok":
                    return {"status": "ok", "execution_count": self.execution_count, "payload": [], "user_expressions": {}}
                return error or self.fail("HostError", "the cell failed", [])
            elif kind == "error":
                error = self.fail(message["name"], message["message"], message["traceback"])
            elif not silent:
                self.show(kind, message)

    def do_complete(self, code, cursor_pos):
        answer = self.ask("complete", code=code, cursor=units(code[:cursor_pos]))
        found = answer.get("matches", [])
        start = points(code, answer.get("start", units(code[:cursor_pos])))
        types = [dict(match, start=start, end=cursor_pos) for match in found]
        return {
            "status": "ok",
            "matches": [match["text"] for match in found],
            "cursor_start": start,
            "cursor_end": cursor_pos,
            "metadata": {"_jupyter_types_experimental": types},
        }

    def do_inspect(self, code, cursor_pos, detail_level=0, omit_sections=()):
        answer = self.ask("inspect", code=code, cursor=units(code[:cursor_pos]))
        found = answer.get("found", False)
        return {"status": "ok", "found": found, "data": {"text/plain": answer["text"]} if found else {}, "metadata": {}}

    def do_is_complete(self, code):
        answer = self.ask("is_complete", code=code)
        return {key: answer[key] for key in ("status", "indent") if key in answer} or {"status": "unknown"}

    def do_shutdown(self, restart):
        self.closing = True
        self.host.close()
        return {"status": "ok", "restart": restart}

    def ask(self, do, **fields):
        """A question between cells; an empty answer when the host has none."""
        if not self.host.is_alive:
            return {}
        request = self.host.send(do, **fields)
        deadline = time.monotonic() + ANSWER_SECONDS
        while True:
            message = self.next_message(deadline)
            if message["type"] == "gone":
                self.host.inbox.put(message)
                return {}
            if message["type"] in ("late", "interrupt"):
                return {}
            if message.get("id") == request:
                return message

    def next_message(self, deadline):
        while deadline is None or time.monotonic() < deadline:
            try:
                return self.host.inbox.get(timeout=0.5)  # Windows sees a signal only between two waits
            except queue.Empty:
                pass
        return {"type": "late"}

    def show(self, kind, message):
        if kind == "stream":
            self.send_response(self.iopub_socket, "stream", {"name": message["name"], "text": message["text"]})
            return
        content = {"data": message["data"], "metadata": {}}
        if kind == "result":
            self.send_response(self.iopub_socket, "execute_result", dict(content, execution_count=self.execution_count))
        else:
            content["transient"] = {"display_id": message["display"]}
            self.send_response(self.iopub_socket, {"display": "display_data", "update": "update_display_data"}[kind], content)

    def fail(self, name, message, traceback):
        content = {"ename": name, "evalue": message, "traceback": traceback or [f"{name}: {message}"]}
        self.send_response(self.iopub_socket, "error", content)
        return dict(content, status="error", execution_count=self.execution_count)

    def lose(self, name, reason):
        if self.closing:
            return {"status": "aborted"}
        reply = self.fail(name, reason, [f"{reason} A new host has been started; what cells left before is lost: run them again."])
        self.restart_host()
        return reply

    def restart_host(self):
        self.host.kill()
        self.host = Host(self.on_console)

    def clear_inbox(self):
        """Drops what came too late for the cell or the question it belonged to."""
        while not self.host.inbox.empty():
            self.host.inbox.get()

    def on_console(self, name, text):
        """What native code and child processes print goes to the cell that runs, or ran last."""
        left, self.console_left = self.console_left, self.console_left - len(text)
        if left > 0 and not self.closing:
            note = f"\n[output cut: a cell may print {CONSOLE_LIMIT:,} characters]\n" if self.console_left <= 0 else ""
            self.send_response(self.iopub_socket, "stream", {"name": name, "text": text[:left] + note})

    def say(self, text):
        self.send_response(self.iopub_socket, "stream", {"name": "stderr", "text": text})


def units(text):
    """The length of a text for .NET, which counts UTF-16 units; Jupyter counts code points."""
    return len(text.encode("utf-16-le")) // 2


def points(text, count):
    return len(text.encode("utf-16-le")[: 2 * count].decode("utf-16-le", errors="ignore"))


if __name__ == "__main__":
    IPKernelApp.launch_instance(kernel_class=CSharpKernel)
