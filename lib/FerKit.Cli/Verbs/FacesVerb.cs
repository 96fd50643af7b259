using System.CommandLine;
using FerKit.Cli.Output;
using FerKit.Data;
using FerKit.Faces;
using FerKit.Imaging;

namespace FerKit.Cli.Verbs;

/// <summary><c>ferkit faces draw</c>, <c>faces sheet</c>, <c>faces units</c>; <see cref="FacesCropVerb"/> is the fourth.</summary>
internal static class FacesVerb
{
    public static Command Create() => new("faces", "Built-in faces, and faces of photographs.") { CreateDraw(), CreateSheet(), CreateUnits(), FacesCropVerb.Create() };

    private static Command CreateDraw()
    {
        var look = ChoiceOption.Create("--look", "What kind of faces", FaceLook.Wild);
        var layout = ChoiceOption.Create("--layout", "Whose folders and names", FaceFolderLayout.Folder);
        var train = new Option<int>("--train") { Description = "Training faces.", DefaultValueFactory = _ => BuiltInFaces.StandardTrainCount };
        var test = new Option<int>("--test") { Description = "Test faces, of other persons.", DefaultValueFactory = _ => BuiltInFaces.StandardTestCount };
        var seed = SeedOption();
        var size = new Option<int>("--size") { Description = "Height and width in pixels.", DefaultValueFactory = _ => BuiltInFaces.StandardSize };
        var output = new Option<string>("--out") { Description = "The folder to make.", Required = true };
        var condition = new FaceConditionOptions();
        var draw = new Command("draw", "Draws built-in faces into the layout of a data set.") { look, layout, train, test, seed, size, output };
        condition.AddTo(draw);
        draw.SetAction((parsed, cancellation) =>
        {
            foreach (var count in (Option<int>[])[train, test])
                if (parsed.GetValue(count) < 0) throw new ArgumentException($"{count.Name} is {parsed.GetValue(count)}: it must be at least 0.");
            if (parsed.GetValue(train) + (long)parsed.GetValue(test) == 0) throw new ArgumentException("--train and --test are 0: ask for at least one face.");
            var faces = BuiltInFaces.Describe(parsed.GetValue(look), parsed.GetValue(train), parsed.GetValue(test), parsed.GetValue(seed)).Select(condition.Of(parsed).Apply);
            int written;
            using (var line = new ProgressLine("drawing", "faces"))
            {
                written = FaceFolder.Write(parsed.GetRequiredValue(output), parsed.GetValue(layout), faces, parsed.GetValue(size),
                    new Synchronous<DataProgress>(p => line.Report(p.Done, p.Total)), cancellation);
            }
            int asked = parsed.GetValue(train) + parsed.GetValue(test);
            Console.WriteLine($"{parsed.GetRequiredValue(output)}: {(written == asked ? $"{written} faces" : $"{written} frames of {asked} faces, each a sequence from neutral")}");
            return Task.FromResult(0);
        });
        return draw;
    }

    private static Command CreateSheet()
    {
        var seed = SeedOption();
        var size = new Option<int>("--size") { Description = "Height and width of each face in pixels.", DefaultValueFactory = _ => 96 };
        var output = new Option<string>("--out") { Description = "The PNG file to write.", Required = true };
        var sheet = new Command("sheet", "Draws a contact sheet: every expression in every look, behind every occluder, in several poses.") { seed, size, output };
        sheet.SetAction((parsed, _) =>
        {
            string path = parsed.GetRequiredValue(output);
            if (!path.EndsWith(".png", StringComparison.OrdinalIgnoreCase)) throw new ArgumentException($"--out is '{path}': name a .png file.");
            byte[] file = ImageCodec.Default.EncodePng(FaceSheet.Draw(parsed.InRange(size, FaceRenderer.SmallestSize, FaceSheet.LargestSide), parsed.GetValue(seed)));
            AtomicFile.Write(path, stream => stream.Write(file));
            Console.WriteLine(path);
            return Task.FromResult(0);
        });
        return sheet;
    }

    private static Command CreateUnits()
    {
        var units = new Command("units", "Prints which action units show which expression, as Markdown.");
        units.SetAction((_, _) =>
        {
            Console.Write(UnitTable.Markdown());
            return Task.FromResult(0);
        });
        return units;
    }

    private static Option<ulong> SeedOption() =>
        new("--seed") { Description = "Another seed, other faces.", DefaultValueFactory = _ => BuiltInFaces.StandardSeed };
}
