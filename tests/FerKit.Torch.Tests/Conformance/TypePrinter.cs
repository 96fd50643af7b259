using System.Reflection;

namespace FerKit.Torch.Tests.Conformance;

/// <summary>Names of types as the list of TorchSharp's surface writes them, with <c>?</c> where a reference may be null.</summary>
internal static class TypePrinter
{
    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short",
        [typeof(int)] = "int", [typeof(long)] = "long", [typeof(float)] = "float", [typeof(double)] = "double", [typeof(string)] = "string",
        [typeof(object)] = "object",
    };

    public static string Print(Type type, NullabilityInfo? nullability = null)
    {
        if (type.IsByRef) type = type.GetElementType()!;
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Print(underlying, nullability) + "?";
        string mark = nullability?.ReadState == NullabilityState.Nullable && !type.IsValueType ? "?" : "";
        if (type.IsArray)
            return $"{Print(type.GetElementType()!, nullability?.ElementType)}[{new string(',', type.GetArrayRank() - 1)}]{mark}";
        if (type.IsGenericParameter) return type.Name + mark;
        if (Keywords.TryGetValue(type, out string? keyword)) return keyword + mark;
        if (!type.IsGenericType) return Name(type) + mark;

        var arguments = type.GetGenericArguments();
        string inner = string.Join(", ", arguments.Select((argument, i) => Print(argument, nullability?.GenericTypeArguments.ElementAtOrDefault(i))));
        // A tuple with a type parameter inside is written out in the list.
        if (type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true) return $"({inner})";
        return $"{Name(type)}<{inner}>{mark}";
    }

    /// <summary>Without type arguments: <c>torch.Tensor</c>, <c>IList</c>, <c>System.Func</c>.</summary>
    private static string Name(Type type)
    {
        string own = type.Name.Split('`')[0];
        if (type.IsNested) return $"{Name(type.DeclaringType!)}.{own}";
        return type.Namespace switch
        {
            "TorchSharp" or "System.Collections.Generic" => own,
            { } space when space.StartsWith("TorchSharp.", StringComparison.Ordinal) => $"{space["TorchSharp.".Length..]}.{own}",
            _ => $"{type.Namespace}.{own}",
        };
    }
}
