using FerKit.Notebooks.Tests.Browsing;

namespace FerKit.Notebooks.Tests.Kernel;

/// <summary>A notebook that is open in Jupyter Notebook, in a browser.</summary>
internal sealed class LabPage
{
    private static readonly TimeSpan ToOpen = TimeSpan.FromMinutes(2);

    /// <summary>Opens it and waits for its kernel.</summary>
    internal LabPage(BrowsedPage page, string address)
    {
        Page = page;
        page.Open(address);
        page.Until("window.Jupyter?.notebook?._fully_loaded && Jupyter.notebook.kernel?.is_connected()", ToOpen);
        UntilIdle();
    }

    internal BrowsedPage Page { get; }

    /// <summary>Waits until the page knows that the kernel is idle: before that it asks for no completion.</summary>
    internal void UntilIdle() => Page.Until("!Jupyter.notebook.kernel_busy", ToOpen);

    /// <summary>Adds a cell at the end, and gives a script for it.</summary>
    internal string Add(string code)
    {
        Page.Evaluate($"Jupyter.notebook.insert_cell_at_bottom('code').set_text({BrowsedPage.Text(code)})");
        return $"Jupyter.notebook.get_cell({(int)Page.Evaluate("Jupyter.notebook.ncells()")! - 1})";
    }

    /// <summary>Runs all cells, and says how long.</summary>
    internal TimeSpan RunAll(TimeSpan patience)
    {
        Page.Evaluate("Jupyter.notebook.execute_all_cells()");
        return Page.Until("Jupyter.notebook.get_cells().every(cell => cell.input_prompt_number !== '*')", patience);
    }

    /// <summary>Starts a cell.</summary>
    internal void Begin(string cell) => Page.Evaluate($"{cell}.execute()");

    /// <summary>Waits for a cell to end, and gives what it shows.</summary>
    internal string End(string cell, TimeSpan patience)
    {
        Page.Until($"{cell}.input_prompt_number !== '*'", patience);
        return Shown(cell);
    }

    /// <summary>What is to be read below a cell.</summary>
    internal string Shown(string cell) => (string)Page.Evaluate($"{cell}.output_area.element[0].innerText")!;
}
