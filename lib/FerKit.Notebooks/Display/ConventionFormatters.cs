using System.Collections;
using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;

namespace FerKit.Notebooks.Display;

/// <summary>
/// Formatters found as .NET Interactive finds them, by name alone: an attribute class called
/// <c>TypeFormatterSourceAttribute</c> on the type (or a base type or interface) names a class with
/// <c>CreateTypeFormatters()</c>, whose items have <c>MimeType</c> and <c>Format(object, TextWriter)</c>. A library
/// that follows the convention is shown alike by both hosts and references neither.
/// </summary>
internal static class ConventionFormatters
{
    private sealed record Formatter(string MimeType, object Target, MethodInfo Format);

    private static readonly ConcurrentDictionary<Type, IReadOnlyList<Formatter>> Cache = new();

    /// <summary>The object's forms; empty when its type names no formatters.</summary>
    internal static List<KeyValuePair<string, string>> Format(object value)
    {
        var forms = new List<KeyValuePair<string, string>>();
        foreach (Formatter formatter in Cache.GetOrAdd(value.GetType(), Find))
        {
            using var writer = new StringWriter(CultureInfo.InvariantCulture);
            if (Equals(formatter.Format.Invoke(formatter.Target, BindingFlags.DoNotWrapExceptions, null, [value, writer], null), true))
                forms.Add(new(formatter.MimeType, writer.ToString()));
        }
        return forms;
    }

    private static IReadOnlyList<Formatter> Find(Type type)
    {
        for (Type? candidate = type; candidate is not null; candidate = candidate.BaseType)
            if (OfAttributes(candidate) is { Count: > 0 } formatters)
                return formatters;
        return type.GetInterfaces().Select(OfAttributes).FirstOrDefault(found => found.Count > 0) ?? [];
    }

    private static List<Formatter> OfAttributes(Type type)
    {
        var formatters = new List<Formatter>();
        foreach (object attribute in type.GetCustomAttributes(inherit: false).Where(a => a.GetType().Name == "TypeFormatterSourceAttribute"))
        {
            if (attribute.GetType().GetProperty("FormatterSourceType")?.GetValue(attribute) is not Type source)
                continue;
            var preferred = attribute.GetType().GetProperty("PreferredMimeTypes")?.GetValue(attribute) as string[] ?? [];
            object? instance = Activator.CreateInstance(source);
            if (source.GetMethod("CreateTypeFormatters")?.Invoke(instance, null) is IEnumerable found)
                formatters.AddRange(found.Cast<object>().Select(Describe).OfType<Formatter>()
                    .Where(f => preferred.Length == 0 || preferred.Contains(f.MimeType)));
        }
        return formatters;
    }

    private static Formatter? Describe(object target)
    {
        string? mimeType = target.GetType().GetProperty("MimeType")?.GetValue(target) as string;
        MethodInfo? format = target.GetType().GetMethod("Format", [typeof(object), typeof(TextWriter)]);
        return mimeType is null || format is null ? null : new Formatter(mimeType, target, format);
    }
}
