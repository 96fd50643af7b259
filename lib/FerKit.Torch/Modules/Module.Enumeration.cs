using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>The parameters with their dotted names, each tensor once: own ones first, then those of the sub-modules.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<nint>();
                foreach (var (key, parameter) in ownParameters)
                    if (!parameter.IsInvalid && seen.Add(parameter.Handle)) yield return (key, parameter);
                if (!recurse) yield break;
                foreach (var (key, child) in named_children())
                    foreach (var (path, parameter) in child.named_parameters())
                        if (seen.Add(parameter.Handle)) yield return ($"{key}.{path}", parameter);
            }

            /// <summary>The buffers with their dotted names, each tensor once.</summary>
            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<nint>();
                foreach (var (key, (buffer, persistent)) in ownBuffers)
                    if ((persistent || include_nonpersistent) && !buffer.IsInvalid && seen.Add(buffer.Handle)) yield return (key, buffer);
                if (!recurse) yield break;
                foreach (var (key, child) in named_children())
                    foreach (var (path, buffer) in child.named_buffers(true, include_nonpersistent))
                        if (seen.Add(buffer.Handle)) yield return ($"{key}.{path}", buffer);
            }

            /// <summary>The direct sub-modules.</summary>
            public virtual IEnumerable<(string name, Module module)> named_children()
            {
                foreach (var (key, child) in ownModules) yield return (key, child);
            }

            /// <summary>All sub-modules below this one, level by level at each node; this one is not among them.</summary>
            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var child in named_children()) yield return child;
                foreach (var (key, child) in named_children())
                    foreach (var (path, module) in child.named_modules()) yield return ($"{key}.{path}", module);
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) => named_parameters(recurse).Select(one => one.parameter);

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(one => one.buffer);

            public virtual IEnumerable<Module> children() => named_children().Select(one => one.module);

            public virtual IEnumerable<Module> modules() => named_modules().Select(one => one.module);

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            /// <summary>The parameter of this dotted name, or null.</summary>
            public virtual Parameter? get_parameter(string target) =>
                ownParameters.TryGetValue(target, out var parameter) ? parameter
                : Child(target, out string rest)?.get_parameter(rest);

            /// <summary>The buffer of this dotted name, or null.</summary>
            public virtual Tensor? get_buffer(string target) =>
                ownBuffers.TryGetValue(target, out var own) ? own.Buffer
                : Child(target, out string rest)?.get_buffer(rest);

            private Module? Child(string target, out string rest)
            {
                int dot = target.IndexOf('.', StringComparison.Ordinal);
                rest = target[(dot + 1)..];
                return dot > 0 && ownModules.TryGetValue(target[..dot], out var child) ? child : null;
            }
        }
    }
}
