using FerKit.Torch.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>
            /// Every parameter and persistent buffer under its dotted name; the tensors are the module's own, not copies.
            /// </summary>
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                string start = string.IsNullOrEmpty(prefix) ? "" : prefix + ".";
                foreach (var (key, parameter) in named_parameters(recurse: false)) destination.TryAdd(start + key, parameter);
                foreach (var (key, buffer) in named_buffers(recurse: false, include_nonpersistent: false)) destination.TryAdd(start + key, buffer);
                foreach (var (key, child) in named_children()) child.state_dict(destination, start + key);
                return destination;
            }

            /// <summary>
            /// Copies values into the module's parameters and buffers; nothing is changed when it throws.
            /// </summary>
            /// <param name="source">Values by dotted name, of any element type and on any device.</param>
            /// <param name="strict">Whether the names must be exactly the module's.</param>
            /// <param name="skip">Names to leave alone.</param>
            /// <returns>The module's names that <paramref name="source"/> lacks, and its names that the module lacks.</returns>
            /// <exception cref="InvalidOperationException">Strict, and names differ.</exception>
            /// <exception cref="ArgumentException">A value has another shape than its target.</exception>
            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                var target = state_dict();
                var skipped = new HashSet<string>(skip ?? []);
                var missing = target.Keys.Where(key => !source.ContainsKey(key) && !skipped.Contains(key)).ToList();
                var unexpected = source.Keys.Where(key => !target.ContainsKey(key) && !skipped.Contains(key)).ToList();
                if (strict && (missing.Count > 0 || unexpected.Count > 0))
                    throw new InvalidOperationException($"The state does not fit {GetName()}:{Listed(" missing", missing)}{Listed(" unexpected", unexpected)} pass strict: false to load the rest.");
                var fitting = target.Where(entry => source.ContainsKey(entry.Key) && !skipped.Contains(entry.Key)).ToList();
                foreach (var (key, tensor) in fitting)
                {
                    long[] wanted = tensor.shape, given = source[key].shape;
                    if (!wanted.AsSpan().SequenceEqual(given))
                        throw new ArgumentException($"'{key}' has shape ({string.Join(", ", given)}) in the state and ({string.Join(", ", wanted)}) in {GetName()}: load weights of the same architecture, or skip this key.", nameof(source));
                }
                using var frozen = no_grad();
                foreach (var (key, tensor) in fitting) Aten.InPlace("copy_", tensor, source[key]);
                return (missing, unexpected);
            }

            private static string Listed(string title, List<string> keys) =>
                keys.Count == 0 ? "" : $"{title} {string.Join(", ", keys.Take(8).Select(key => $"'{key}'"))}{(keys.Count > 8 ? $" and {keys.Count - 8} more" : "")};";
        }
    }
}
