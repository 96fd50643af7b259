using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace FerKit.Torch.Tests.Conformance;

/// <summary>Public and protected members of a type, one line each, as the list of TorchSharp's surface writes them.</summary>
internal static class MemberPrinter
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // What every object has; the list leaves them out.
    private static readonly string[] Omitted = ["Equals", "GetHashCode", "Finalize", "BeginInvoke", "EndInvoke"];

    private static readonly NullabilityInfoContext Nullability = new();

    public static string Kind(Type type) =>
        type.IsEnum ? "enum"
        : type.IsValueType ? "struct"
        : type.IsInterface ? "interface"
        : type.IsSubclassOf(typeof(Delegate)) ? "delegate"
        : type is { IsAbstract: true, IsSealed: true } ? "static class"
        : type.IsAbstract ? "abstract class"
        : type.IsSealed ? "sealed class"
        : "class";

    public static IEnumerable<string> Print(Type type)
    {
        if (!type.IsSubclassOf(typeof(Delegate)))
            foreach (var one in type.GetConstructors(Declared).Where(Visible))
                if (!one.IsStatic) yield return $"{Access(one)}.ctor({Parameters(one.GetParameters())})";
        foreach (var one in type.GetFields(Declared))
            if ((one.IsPublic || one.IsFamily || one.IsFamilyOrAssembly) && !one.IsSpecialName) yield return Print(one);
        foreach (var one in type.GetProperties(Declared))
            if (one.GetAccessors(true).Any(Visible)) yield return Print(one);
        foreach (var one in type.GetMethods(Declared).Where(Visible))
            if (!Omitted.Contains(one.Name) && (!one.IsSpecialName || one.Name.StartsWith("op_", StringComparison.Ordinal))) yield return Print(one);
    }

    private static bool Visible(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static string Print(FieldInfo field)
    {
        string modifiers = field.IsLiteral ? "const " : (field.IsStatic ? "static " : "") + (field.IsInitOnly ? "readonly " : "");
        return $"field {(field.IsPublic ? "" : "protected ")}{modifiers}{TypePrinter.Print(field.FieldType, Nullability.Create(field))} {field.Name}";
    }

    private static string Print(PropertyInfo property)
    {
        var accessors = property.GetAccessors(true).Where(Visible).ToList();
        var indices = property.GetIndexParameters();
        string name = indices.Length == 0 ? property.Name : $"this[{Parameters(indices)}]";
        string get = property.GetMethod is { } getter && Visible(getter) ? "get; " : "", set = property.SetMethod is { } setter && Visible(setter) ? "set; " : "";
        return $"{Access(accessors[0])}{Modifiers(accessors[0])}{TypePrinter.Print(property.PropertyType, Nullability.Create(property))} {name} {{ {get}{set}}}";
    }

    private static string Print(MethodInfo method)
    {
        string generic = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(one => one.Name))}>" : "";
        string extension = method.IsDefined(typeof(ExtensionAttribute), false) ? " [extension]" : "";
        return $"{Access(method)}{Modifiers(method)}{TypePrinter.Print(method.ReturnType, Nullability.Create(method.ReturnParameter))} {method.Name}{generic}({Parameters(method.GetParameters())}){extension}";
    }

    private static string Access(MethodBase method) => method.IsPublic ? "" : "protected ";

    private static string Modifiers(MethodInfo method) =>
        method.IsStatic ? "static "
        : method.IsAbstract ? "abstract "
        : method.IsVirtual && method.GetBaseDefinition() != method ? "override "
        : method is { IsVirtual: true, IsFinal: false } ? "virtual "
        : "";

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(Print));

    private static string Print(ParameterInfo parameter)
    {
        string way = parameter.IsOut ? "out " : parameter.IsIn ? "in " : parameter.ParameterType.IsByRef ? "ref " : parameter.IsDefined(typeof(ParamArrayAttribute)) ? "params " : "";
        string value = parameter.HasDefaultValue ? " = " + Default(parameter) : "";
        return $"{way}{TypePrinter.Print(parameter.ParameterType, Nullability.Create(parameter))} {parameter.Name}{value}";
    }

    private static string Default(ParameterInfo parameter)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return parameter.RawDefaultValue switch
        {
            null => type.IsValueType && type == parameter.ParameterType ? "default" : "null",
            bool flag => flag ? "true" : "false",
            string text => $"\"{text}\"",
            object number when type.IsEnum => Enum.GetName(type, number) ?? $"{number}",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            var other => other.ToString()!,
        };
    }
}
