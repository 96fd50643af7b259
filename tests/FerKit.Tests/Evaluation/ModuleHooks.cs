using System.Collections;
using System.Reflection;
using static TorchSharp.torch;

namespace FerKit.Tests.Evaluation;

/// <summary>Counts the hooks of a network, which no public member tells.</summary>
internal static class ModuleHooks
{
    public static int Count(nn.Module network) => network.modules().Prepend(network).Distinct().Sum(CountOf);

    private static int CountOf(nn.Module module)
    {
        int count = 0;
        for (Type? type = module.GetType(); type is not null; type = type.BaseType)
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                if (field.Name.Contains("hook", StringComparison.OrdinalIgnoreCase) && field.GetValue(module) is ICollection hooks) count += hooks.Count;
        return count;
    }
}
