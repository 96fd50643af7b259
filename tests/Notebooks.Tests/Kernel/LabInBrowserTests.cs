using System.Diagnostics;
using System.Text.Json.Nodes;
using FerKit.Notebooks.Tests.Browsing;
using Xunit.Abstractions;

namespace FerKit.Notebooks.Tests.Kernel;

/// <summary><c>ferkit lab</c> as a reader meets it: Jupyter Notebook in a browser, on the kit's kernel.</summary>
[Trait("Category", "Slow")]
[Collection(nameof(EveryCore))]
public sealed class LabInBrowserTests(JupyterFixture jupyter, ITestOutputHelper output) : IClassFixture<JupyterFixture>
{
    private static readonly TimeSpan ToRunAll = TimeSpan.FromMinutes(6), ToTrain = TimeSpan.FromMinutes(2), ToStop = TimeSpan.FromSeconds(30), ToAnswer = TimeSpan.FromSeconds(30);

    [Fact]
    public void Lab_Lesson_RunsDrawsStopsAndCompletes()
    {
        using var page = new BrowsedPage(LabServer.Host);
        using var server = new LabServer(jupyter, "00-tour.ipynb");
        var lab = new LabPage(page, server.Address("notebooks/00-tour.ipynb"));

        RunWhole(lab);
        Unfold(page);
        StopTraining(lab);
        Complete(lab);

        // Jupyter asks for ipywidgets, which is not among what the kit installs, and does without.
        Assert.Equal("", string.Join('\n', page.Problems.Where(problem => !problem.Contains("/nbextensions/widgets/notebook/js/extension.js", StringComparison.Ordinal))));
        Assert.DoesNotContain("Traceback", server.Said, StringComparison.Ordinal);
    }

    private void RunWhole(LabPage lab)
    {
        lab.Page.Evaluate("Jupyter.notebook.clear_all_output()"); // what is kept in the lesson is not what was run here
        Assert.Equal("int epochs = 1;", (string?)lab.Page.Evaluate("""
            (() => {
              const cell = Jupyter.notebook.get_cells().find(cell => (cell.metadata.tags || []).includes('parameters'));
              cell.set_text(cell.get_text().replace(/int epochs = \d+;/, 'int epochs = 1;'));
              return cell.get_text().match(/int epochs = \d+;/)[0];
            })()
            """));
        output.WriteLine($"all cells: {lab.RunAll(ToRunAll).TotalSeconds:F1} s");

        JsonNode seen = lab.Page.Evaluate("""
            (() => {
              const code = Jupyter.notebook.get_cells().filter(cell => cell.cell_type === 'code' && cell.get_text());
              const outputs = code.flatMap(cell => cell.output_area.outputs), all = selector => [...document.querySelectorAll('.output ' + selector)];
              return {
                left: code.filter(cell => !Number.isInteger(cell.input_prompt_number)).length,
                errors: outputs.filter(output => output.output_type === 'error').map(output => output.evalue),
                boxes: all('[data-ferkit-figure]').length,
                charts: all('.js-plotly-plot').filter(chart => chart.querySelector('svg.main-svg')?.getBoundingClientRect().width > 300).length,
                pictures: outputs.filter(output => output.data && output.data['image/png'] && !output.data['application/vnd.plotly.v1+json']).length,
                images: all('img').filter(image => image.naturalWidth > 100).length,
              };
            })()
            """)!;
        Assert.Empty(seen["errors"]!.AsArray());
        Assert.Equal(0, (int)seen["left"]!);
        Assert.Equal(4, (int)seen["boxes"]!); // class counts, curves, probabilities, confusion
        Assert.Equal(4, (int)seen["charts"]!);
        Assert.NotEqual(0, (int)seen["pictures"]!);
        Assert.Equal((int)seen["pictures"]!, (int)seen["images"]!);
    }

    private static void Unfold(BrowsedPage page)
    {
        Assert.Equal(3, page.Count(".text_cell_render details"));
        for (int i = 0; i < 3; i++)
        {
            string solution = $"document.querySelectorAll('.text_cell_render details')[{i}]";
            Assert.False((bool)page.Evaluate($"{solution}.querySelector('pre').checkVisibility()")!);
            page.Click($"{solution}.querySelector('summary')");
            page.Until($"{solution}.querySelector('pre').checkVisibility()", ToAnswer);
        }
    }

    private void StopTraining(LabPage lab)
    {
        string training = lab.Add("var endless = TrainingRun.Start(set, plan with { Recipe = recipe with { Epochs = 1000 } }, progress: LiveCurves(plan, set), cancellation: StopToken());");
        lab.Begin(training);
        // The line of progress moves while the cell runs.
        lab.Page.Until($"/step ([2-9]|\\d\\d)/.test({training}.output_area.element[0].innerText)", ToTrain);
        var watch = Stopwatch.StartNew();
        lab.Page.ClickFirst("button[data-jupyter-action='jupyter-notebook:interrupt-kernel']");
        string said = lab.End(training, ToStop);
        output.WriteLine($"interrupt: {watch.Elapsed.TotalSeconds:F2} s");
        Assert.Contains("interrupt", said, StringComparison.OrdinalIgnoreCase);

        string after = lab.Add("Console.WriteLine($\"{set.Count} pictures, {run.Test.Count} tested, {recipe.Epochs} epoch\");");
        lab.Begin(after);
        Assert.Equal("1750 pictures, 350 tested, 1 epoch", lab.End(after, ToAnswer).Trim());
    }

    private void Complete(LabPage lab)
    {
        string cell = lab.Add("");
        lab.Page.Click($"{cell}.element[0].querySelector('.CodeMirror')");
        lab.Page.Until($"{cell}.code_mirror.hasFocus()", ToAnswer);
        lab.Page.Type("run.Te");
        lab.UntilIdle();
        lab.Page.Press("Tab", 9);
        // The only name that begins so is put in without a list.
        output.WriteLine($"first completion: {lab.Page.Until($"{cell}.get_text() === 'run.Test'", ToAnswer).TotalMilliseconds:F0} ms");
        lab.Page.Type(".");
        lab.UntilIdle();
        lab.Page.Press("Tab", 9);
        output.WriteLine($"second completion: {lab.Page.Until("document.querySelector('#complete select option')", ToAnswer).TotalMilliseconds:F0} ms");
        string[] names = [.. lab.Page.Evaluate("[...document.querySelectorAll('#complete select option')].map(option => option.textContent)")!.AsArray().Select(name => (string)name!)];
        Assert.Contains("Accuracy", names);
        Assert.Contains("MacroF1", names);
        lab.UntilIdle();
        lab.Page.Type("M");
        lab.Page.Until("document.querySelector('#complete select option')?.textContent.startsWith('M')", ToAnswer);
        lab.Page.Press("Enter", 13, "\r"); // takes the first
        lab.Page.Until($"{cell}.get_text() === 'run.Test.MacroF1' && !document.querySelector('#complete')", ToAnswer);
    }
}
