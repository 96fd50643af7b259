using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace FerKit.Training;

/// <summary>Recipes as text: presets by name, JSON files, and overrides such as <c>epochs=5</c> or <c>augmentation.flip=false</c>.</summary>
public static class RecipeText
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(namingPolicy: null, allowIntegerValues: false) },
    };

    /// <summary>The recipe as indented JSON.</summary>
    public static string Write(Recipe recipe) => JsonSerializer.Serialize(recipe, Options);

    /// <summary>The recipe in one line of <c>key=value</c>, with all its values.</summary>
    public static string OneLine(Recipe recipe) => string.Join(' ', Flat((JsonObject)JsonSerializer.SerializeToNode(recipe, Options)!, "").Select(one => $"{one.Key}={one.Value}"));

    /// <summary>A preset by its name, else the JSON file of that path.</summary>
    /// <exception cref="ArgumentException">Neither, or a file that is no recipe; one line.</exception>
    public static Recipe Parse(string nameOrFile)
    {
        if (Recipe.Presets.FirstOrDefault(preset => preset.Name == nameOrFile) is { } found) return found;
        if (!File.Exists(nameOrFile))
            throw new ArgumentException(nameOrFile.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? $"{FerKit.OneLine.Of(nameOrFile)}: no such file; name a recipe file." : $"'{FerKit.OneLine.Of(nameOrFile)}' is no recipe: use {Recipe.Listing} or a JSON file.");
        JsonObject? values;
        try
        {
            values = JsonNode.Parse(File.ReadAllText(nameOrFile), documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (Exception e) when (e is JsonException or IOException or UnauthorizedAccessException)
        {
            throw new ArgumentException($"{nameOrFile}: is no recipe ({FerKit.OneLine.Of(e.Message)})", e);
        }
        if (values is null) throw new ArgumentException($"{nameOrFile}: holds no recipe, which is a JSON object such as {{\"epochs\": 20}}.");
        // A recipe of its own, not the preset whose name the values of a new one bear.
        var unnamed = new Recipe { Name = Path.GetFileNameWithoutExtension(nameOrFile) };
        return Apply(unnamed, Flat(values, ""), name => $"{FerKit.OneLine.Of(nameOrFile)}: '{name}'", $"{FerKit.OneLine.Of(nameOrFile)}: ");
    }

    /// <summary>The recipe with some values replaced, each given as <c>key=value</c>.</summary>
    /// <exception cref="ArgumentException">An unknown key, with the nearest known one; or a value that does not fit.</exception>
    /// <returns>It, named after the one it comes from and what was changed.</returns>
    public static Recipe Override(Recipe recipe, IEnumerable<string> assignments)
    {
        string[] given = [.. assignments];
        var changed = Apply(recipe, given.Select(Assignment), name => $"--{name}", "");
        return given.Length == 0 || changed == recipe || changed.Name != recipe.Name ? changed : changed with { Name = $"{recipe.Name} with {string.Join(", ", given)}" };
    }

    private static (string Key, string Value) Assignment(string assignment)
    {
        int equals = assignment.IndexOf('=');
        if (equals < 0) throw new ArgumentException($"'{FerKit.OneLine.Of(assignment)}' sets nothing: write key=value, e.g. epochs=5.");
        return (assignment[..equals], assignment[(equals + 1)..]);
    }

    // One value after the other, so that an error can name the one it is in.
    private static Recipe Apply(Recipe recipe, IEnumerable<(string Key, string Value)> values, Func<string, string> named, string where)
    {
        foreach (var (key, value) in values)
        {
            var json = (JsonObject)JsonSerializer.SerializeToNode(recipe, Options)!;
            string usual = Set(json, key, value, where);
            try
            {
                recipe = json.Deserialize<Recipe>(Options)!;
            }
            catch (JsonException e)
            {
                throw new ArgumentException($"{named(key)} is '{FerKit.OneLine.Of(value)}': {Words(key) ?? $"a value such as {usual} is needed"}.", e);
            }
            catch (ArgumentException e)
            {
                throw new ArgumentException($"{named(key)} is {FerKit.OneLine.Of(value)}{e.Message[e.Message.IndexOf(':', StringComparison.Ordinal)..]}", e);
            }
        }
        return recipe;
    }

    /// <summary>Whether a recipe has a value of that name, as <see cref="Override"/> takes it.</summary>
    internal static bool HasKey(string key) => Find(Names((JsonObject)JsonSerializer.SerializeToNode(new Recipe(), Options)!), key) is not null;

    private static IEnumerable<(string Key, string Value)> Flat(JsonObject values, string prefix) => values.SelectMany(pair =>
        pair.Value is JsonObject inner ? Flat(inner, $"{prefix}{pair.Key}.") : [($"{prefix}{pair.Key}", pair.Value?.ToString() ?? "null")]);

    // The words that an enumeration takes; null for another value.
    private static string? Words(string key) =>
        ((Type[])[typeof(Recipe), typeof(Augmentation), typeof(ComputeOptions)]).SelectMany(one => one.GetProperties())
            .FirstOrDefault(one => Plain(one.Name) == Plain(key[(key.IndexOf('.') + 1)..]))?.PropertyType is { IsEnum: true } type
            ? $"use {string.Join(", ", Enum.GetNames(type))}" : null;

    // Replaces a value and gives the one before.
    private static string Set(JsonObject json, string key, string value, string where)
    {
        var names = Names(json);
        string? found = Find(names, key);
        if (found is null)
            throw new ArgumentException($"{where}a recipe has no '{FerKit.OneLine.Of(key)}'; did you mean '{names.MinBy(name => Math.Min(NearestName.Distance(Plain(name), Plain(key)), NearestName.Distance(Plain(name[(name.IndexOf('.') + 1)..]), Plain(key))))}'?");
        string[] path = found.Split('.');
        var owner = path.Length == 2 ? (JsonObject)json[path[0]]! : json;
        var before = owner[path[^1]];
        owner[path[^1]] = Value(before, value);
        return before?.ToJsonString() ?? "64";
    }

    private static List<string> Names(JsonObject json) => [.. json.SelectMany(pair => pair.Value is JsonObject inner ? inner.Select(one => $"{pair.Key}.{one.Key}") : [pair.Key])];

    private static string? Find(List<string> names, string key) => names.Find(name => Plain(name) == Plain(key) || Plain(name).EndsWith('.' + Plain(key), StringComparison.Ordinal));

    // A value takes the kind of the one it replaces.
    private static JsonNode? Value(JsonNode? before, string value)
    {
        if (before is null || before.GetValueKind() is JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False)
        {
            try
            {
                return JsonNode.Parse(value);
            }
            catch (JsonException)
            {
                return JsonValue.Create(value);
            }
        }
        return JsonValue.Create(value);
    }

    private static string Plain(string key) => key.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
}
