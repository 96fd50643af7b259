using System.CommandLine;
using FerKit.Cli.Output;
using FerKit.Data;
using FerKit.Faces;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit faces</c>.</summary>
internal static class FacesVerb
{
    public static Command Create() => new("faces", "Built-in faces, and faces of photographs.") { Draw(), FacesCropVerb.Create() };

    private static Command Draw()
    {
        var look = ChoiceOption.Create("--look", "What kind of faces", FaceLook.Wild);
        var layout = ChoiceOption.Create("--layout", "Whose folders and names", FaceFolderLayout.Folder);
        var train = new Option<int>("--train") { Description = "Training faces.", DefaultValueFactory = _ => BuiltInFaces.StandardTrainCount };
        var test = new Option<int>("--test") { Description = "Test faces, of other persons.", DefaultValueFactory = _ => BuiltInFaces.StandardTestCount };
        var seed = new Option<ulong>("--seed") { Description = "Another seed, other faces.", DefaultValueFactory = _ => BuiltInFaces.StandardSeed };
        var size = new Option<int>("--size") { Description = "Height and width in pixels.", DefaultValueFactory = _ => BuiltInFaces.StandardSize };
        var output = new Option<string>("--out") { Description = "The folder to make.", Required = true };
        var draw = new Command("draw", "Draws built-in faces into the layout of a data set.") { look, layout, train, test, seed, size, output };
        draw.SetAction((parsed, cancellation) =>
        {
            foreach (var count in (Option<int>[])[train, test])
                if (parsed.GetValue(count) < 0) throw new ArgumentException($"{count.Name} is {parsed.GetValue(count)}: it must be at least 0.");
            using (var line = new ProgressLine("drawing", "faces"))
            {
                FaceFolder.Write(parsed.GetRequiredValue(output), parsed.GetValue(layout), parsed.GetValue(look), parsed.GetValue(train), parsed.GetValue(test),
                    parsed.GetValue(size), parsed.GetValue(seed), new Synchronous<DataProgress>(p => line.Report(p.Done, p.Total)), cancellation);
            }
            Console.WriteLine($"{parsed.GetRequiredValue(output)}: {parsed.GetValue(train) + parsed.GetValue(test)} faces");
            return Task.FromResult(0);
        });
        return draw;
    }
}
