namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public static partial class lr_scheduler
        {
            public static partial class impl
            {
                private static class PerGroup
                {
                    /// <summary>One value for each group: as many as there are groups, or one for all.</summary>
                    public static T[] Values<T>(IEnumerable<T> values, int groups, string name)
                    {
                        T[] given = [.. values];
                        if (given.Length == 1) return [.. Enumerable.Repeat(given[0], groups)];
                        return given.Length == groups ? given : throw new ArgumentException($"Expected {groups} values for {name}, got {given.Length}.", name);
                    }
                }
            }
        }
    }
}
