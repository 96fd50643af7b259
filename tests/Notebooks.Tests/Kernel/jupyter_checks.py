"""Uses the installed kernel as a notebook does, through jupyter_client: jupyter_checks.py KERNEL FOLDER.

Prints a line a check: its name, "ok" or what is wrong, and its seconds.
"""
import os
import queue
import sys
import time

from jupyter_client.manager import KernelManager

PATIENCE = 90


class Notebook:
    def __init__(self, name, folder):
        self.name, self.folder = name, folder
        self.manager = KernelManager(kernel_name=name)
        self.manager.start_kernel(cwd=folder)
        self.connect()

    def connect(self):
        self.client = self.manager.client()
        self.client.start_channels()
        self.client.wait_for_ready(timeout=PATIENCE)

    def begin(self, code):
        return self.client.execute(code, stop_on_error=False)

    def finish(self, request, until=None):
        """The reply and the outputs of a cell; `until` hears each output and may act on it."""
        outputs, limit = [], time.monotonic() + PATIENCE
        while time.monotonic() < limit:
            message = self.client.get_iopub_msg(timeout=PATIENCE)
            if message["parent_header"].get("msg_id") != request:
                continue
            if message["msg_type"] == "status" and message["content"]["execution_state"] == "idle":
                reply = self.client.get_shell_msg(timeout=PATIENCE)
                while reply["parent_header"].get("msg_id") != request:
                    reply = self.client.get_shell_msg(timeout=PATIENCE)
                return reply["content"], outputs
            if message["msg_type"] not in ("status", "execute_input"):
                outputs.append((message["msg_type"], message["content"]))
                if until:
                    until(*outputs[-1])
        raise queue.Empty

    def run(self, code, until=None):
        return self.finish(self.begin(code), until)

    def value(self, code):
        reply, outputs = self.run(code)
        assert reply["status"] == "ok", reply
        return outputs[-1][1]["data"]["text/plain"]

    def ask(self, request):
        while True:
            reply = self.client.get_shell_msg(timeout=PATIENCE)
            if reply["parent_header"].get("msg_id") == request:
                return reply["content"]

    def interrupted(self, code):
        """Interrupts a cell as soon as it says "running"."""
        began = []

        def interrupt(kind, content):
            if not began and "running" in content.get("text", ""):
                began.append(time.monotonic())
                self.manager.interrupt_kernel()

        reply, outputs = self.run(code, interrupt)
        assert began, outputs
        return reply, outputs, time.monotonic() - began[0]


def text(outputs, name="stdout"):
    return "".join(content["text"] for kind, content in outputs if kind == "stream" and content["name"] == name)


def check_execute(notebook):
    reply, outputs = notebook.run("int x = 20;\nint Twice(int a) => 2 * a;\nTwice(x) + 2")
    assert reply["status"] == "ok", reply
    (kind, content), = outputs
    assert kind == "execute_result" and content["data"] == {"text/plain": "42"} and content["execution_count"] == reply["execution_count"], outputs


def check_stream(notebook):
    times = []
    reply, outputs = notebook.run(
        'Console.WriteLine("one"); await Task.Delay(1500); Console.Error.WriteLine("två 😀"); await Task.Delay(1500);',
        lambda kind, content: times.append(time.monotonic()))
    assert text(outputs) == "one\n" and text(outputs, "stderr") == "två 😀\n", outputs
    assert times[1] - times[0] > 1, "the output came in one piece"


def check_native_and_child_output(notebook):
    _, outputs = notebook.run('var child = System.Diagnostics.Process.Start("echo", "from a child"); child.WaitForExit(); await Task.Delay(300);')
    assert text(outputs) == "from a child\n", outputs


def check_display_and_update(notebook):
    _, outputs = notebook.run('var shown = display("first"); await Task.Delay(200); shown.Update("second");')
    assert [kind for kind, _ in outputs] == ["display_data", "update_display_data"], outputs
    assert [content["data"]["text/plain"] for _, content in outputs] == ["first", "second"]
    assert outputs[0][1]["transient"] == outputs[1][1]["transient"] != {}
    _, outputs = notebook.run('shown.Update("from a later cell");')
    assert outputs[0][0] == "update_display_data", outputs


def check_error(notebook):
    notebook.run("int Half(int a) => a == 0 ? throw new ArgumentException(\"no half\") : a / 2;")
    reply, outputs = notebook.run("var y = 1;\nHalf(0);")
    assert reply["status"] == "error" and reply["ename"] == "ArgumentException", reply
    (kind, content), = outputs
    assert kind == "error" and "no half" in content["traceback"][0], outputs
    assert any(f"cell {reply['execution_count']}, line 2" in line for line in content["traceback"]), content["traceback"]
    reply, _ = notebook.run("y + nothing")
    assert reply["ename"] == "CS0103" and "(1,5)" in reply["traceback"][0], reply


def check_complete(notebook):
    notebook.run('record Face(int Width, int Height) { public string Label => "😀"; }\nvar face = new Face(3, 4);')
    code = 'var s = "😀"; fa'
    answer = notebook.ask(notebook.client.complete(code))
    assert "face" in answer["matches"] and answer["cursor_start"] == len(code) - 2 and answer["cursor_end"] == len(code), answer
    took = []
    for name in ("face.", "face.La", "Console.Write", "x."):
        began = time.monotonic()
        answer = notebook.ask(notebook.client.complete(name))
        took.append(time.monotonic() - began)
    for name, wanted in (("face.", ["Height", "Label", "Width"]), ("face.La", ["Label"]), ("Console.Wri", ["Write", "WriteLine"])):
        answer = notebook.ask(notebook.client.complete(name))
        assert set(wanted) <= set(answer["matches"]) and "class" not in answer["matches"], (name, answer)
    assert sorted(took)[2] < 0.3, f"completion took {took}"
    return f"{sorted(took)[2] * 1000:.0f} ms"


def check_inspect(notebook):
    notebook.run("/// <summary>Doubles it.</summary>\n/// <param name=\"a\">A number.</param>\nint Double(int a) => 2 * a;")
    answer = notebook.ask(notebook.client.inspect("Double(3)", 2))
    assert answer["found"] and "int Double(int a)" in answer["data"]["text/plain"], answer
    assert "Doubles it." in answer["data"]["text/plain"] and "a: A number." in answer["data"]["text/plain"], answer
    answer = notebook.ask(notebook.client.inspect("Console.WriteLine(", 18))
    assert answer["found"] and "Console.WriteLine(" in answer["data"]["text/plain"], answer
    assert not notebook.ask(notebook.client.inspect("nothing", 3))["found"]


def check_is_complete(notebook):
    for code, status in (("1 + 1", "complete"), ("void F() {", "incomplete"), ("int = ;", "invalid")):
        answer = notebook.ask(notebook.client.is_complete(code))
        assert answer["status"] == status, (code, answer)


def check_interrupt_cooperative(notebook):
    reply, _, took = notebook.interrupted(
        '#load "setup.csx"\nint steps = 0;\nConsole.WriteLine("running");\nwhile (true) { steps++; await Task.Delay(20); StopToken().ThrowIfCancellationRequested(); }')
    assert reply["ename"] == "CellInterrupted" and took < 2, (reply, took)
    assert int(notebook.value("steps")) > 0


def check_interrupt_endless_loop(notebook):
    notebook.run("int spins = 0;")
    reply, _, took = notebook.interrupted('Console.WriteLine("running");\nwhile (true) spins++;')
    assert reply["ename"] == "CellInterrupted" and took < 20, (reply, took)
    assert notebook.value("spins != 0") == "True", "the state is lost"


def check_interrupt_native_wait(notebook):
    reply, outputs, took = notebook.interrupted(
        '[System.Runtime.InteropServices.DllImport("libc")] static extern int sleep(int seconds);\nConsole.WriteLine("running");\nwhile (true) try { sleep(1000); } catch { }')
    assert reply["status"] == "error" and "what cells left before is lost" in outputs[-1][1]["traceback"][0], (reply, outputs)
    assert notebook.value("1 + 1") == "2"
    return f"{took:.0f} s"


def check_temporary_files(notebook):
    files = []
    for end in ("Environment.Exit(0);", "System.Diagnostics.Process.GetCurrentProcess().Kill();"):
        files.append(notebook.value("System.IO.Path.GetTempFileName()"))
        assert os.path.exists(files[-1]), files
        notebook.run(end)
        assert notebook.value("1 + 1") == "2"
    assert not any(map(os.path.exists, files)), files


def check_exit(notebook):
    for code, words in (("Environment.Exit(3);", "exit code 3"), ('Environment.FailFast("broken");', "aborted"),
                        ('[System.Runtime.InteropServices.DllImport("libc")] static extern nint strlen(nint text);\nstrlen(8)', "took the C# host down")):
        reply, outputs = notebook.run(code)
        assert reply["status"] == "error" and words in outputs[-1][1]["traceback"][0], (code, outputs)
        assert notebook.value("1 + 1") == "2", code


def check_million_lines(notebook):
    began = time.monotonic()
    reply, outputs = notebook.run('for (int i = 0; i < 1_000_000; i++) Console.WriteLine($"line {i}");')
    took = time.monotonic() - began
    assert reply["status"] == "ok" and "line 9\n" in text(outputs), reply
    assert text(outputs).count("[output cut") == 1 and len(text(outputs)) < 1.1 * (1 << 20), len(text(outputs))
    assert took < 20, f"took {took:.0f} s"
    return f"{took:.1f} s"


def check_memory(notebook):
    os.environ["DOTNET_GCHeapHardLimit"] = "0x30000000"  # 768 MiB
    try:
        small = Notebook(notebook.name, notebook.folder)
    finally:
        del os.environ["DOTNET_GCHeapHardLimit"]
    small.run("var kept = new List<byte[]>();")
    for size in ("1 << 20", "1000"):  # large objects lie elsewhere than small ones
        reply, outputs = small.run(f"while (true) kept.Add(new byte[{size}]);")
        assert reply["ename"] == "OutOfMemoryException" and "restart the kernel" in text(outputs, "stderr"), (reply, outputs)
        assert small.value("kept.Count > 300") == "True"
        reply, _ = small.run("kept.Clear(); GC.Collect();")
        assert reply["status"] == "ok", reply
    small.run('#load "setup.csx"\nvar tensors = new List<TorchSharp.torch.Tensor>();')
    reply, outputs = small.run("while (true) tensors.Add(TorchSharp.torch.ones(1000, 1000));")
    assert "GB of memory were in use" in reply["evalue"], (reply, outputs)
    assert small.value("1 + 1") == "2"
    small.client.stop_channels()
    small.manager.shutdown_kernel()


def check_interrupt_training(notebook):
    notebook.run('#load "setup.csx"\nusing FerKit.Data; using FerKit.Experiments; using FerKit.Training;\n'
                 'var set = DataSource.Parse("faces:lab").Load(32);\nvar plan = new RunPlan("faces:lab", "resnet34:tiny", Recipe.Quick with { Size = 32, Batch = 8 }, 1);\nint steps = 0;')
    began = []

    def interrupt(kind, content):
        if kind == "update_display_data" and "step" in content["data"].get("text/html", "") and not began:
            began.append(time.monotonic())
            notebook.manager.interrupt_kernel()

    reply, outputs = notebook.run("var run = TrainingRun.Start(set, plan, progress: LiveCurves(plan, set), cancellation: StopToken());", interrupt)
    assert began, (reply, outputs)
    took = time.monotonic() - began[0]
    assert reply["status"] == "error" and took < 4, (reply, took)
    assert notebook.value("set.Count") == "1750"
    return f"{took:.2f} s"


def check_no_input(notebook):
    reply, _ = notebook.run("Console.ReadLine()")
    assert reply["status"] == "error" and "no console to read from" in reply["evalue"], reply


def check_restart(notebook):
    notebook.run("var before = 1;")
    host = notebook.value("Environment.ProcessId")
    notebook.client.stop_channels()
    notebook.manager.restart_kernel(now=False)
    notebook.connect()
    assert not os.path.exists(f"/proc/{host}"), "the host outlived its kernel"
    reply, _ = notebook.run("before")
    assert reply["ename"] == "CS0103", reply


def check_shutdown(notebook):
    host = notebook.value("Environment.ProcessId")
    request = notebook.begin("while (true) ;")
    time.sleep(1)
    notebook.client.stop_channels()
    notebook.manager.shutdown_kernel(now=False)
    gone(host)


def check_killed_kernel(notebook):
    began = time.monotonic()
    notebook = Notebook(notebook.name, notebook.folder)
    notebook.run("1")
    print(f"start_again\tok\t{time.monotonic() - began:.1f}\t")
    host = notebook.value("Environment.ProcessId")
    notebook.begin("while (true) ;")
    time.sleep(1)
    notebook.client.stop_channels()
    notebook.manager.shutdown_kernel(now=True)
    gone(host)


def gone(process):
    limit = time.monotonic() + 10
    while os.path.exists(f"/proc/{process}"):
        assert time.monotonic() < limit, "the host outlived its kernel"
        time.sleep(0.1)


def main(name, folder, *wanted):
    began = time.monotonic()
    notebook = Notebook(name, folder)
    notebook.run("1")
    print(f"start\tok\t{time.monotonic() - began:.1f}\t", flush=True)
    for key, check in list(globals().items()):
        if key.startswith("check_") and (not wanted or key[6:] in wanted):
            began, note = time.monotonic(), ""
            try:
                note, result = check(notebook) or "", "ok"
            except AssertionError as error:
                result = str(error).replace("\n", " ") or "failed"
            except queue.Empty:
                result = "no answer came"
            except Exception as error:  # a check that is wrong itself must not take the others with it
                result = repr(error).replace("\n", " ")
            print(f"{key[6:]}\t{result}\t{time.monotonic() - began:.1f}\t{note}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
