using System.Collections.Concurrent;
using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            private static readonly ConcurrentDictionary<Type, FieldInfo[]> ComponentFields = new();

            private readonly OrderedDictionary<string, Parameter> ownParameters = [];
            private readonly OrderedDictionary<string, (Tensor Buffer, bool Persistent)> ownBuffers = [];
            private readonly OrderedDictionary<string, Module> ownModules = [];
            private bool componentsRegistered;

            /// <summary>
            /// Registers what the fields hold, private ones and those of base classes included: modules, parameters, and
            /// other tensors as buffers, each under the field's name (an auto-property's is that of its backing field)
            /// or its <see cref="Utils.ComponentNameAttribute"/>. Null fields and collections of modules other than
            /// <see cref="ModuleList{T}"/> and <see cref="ModuleDict{T}"/> are not seen. Runs once; later calls do nothing.
            /// </summary>
            protected virtual void RegisterComponents()
            {
                if (componentsRegistered) return;
                foreach (var field in ComponentFields.GetOrAdd(GetType(), FieldsThatMayHoldComponents))
                {
                    string component = field.ComponentName();
                    if (ownModules.ContainsKey(component) || ownParameters.ContainsKey(component) || ownBuffers.ContainsKey(component)) continue;
                    switch (field.GetValue(this))
                    {
                        case Module module: register_module(component, module); break;
                        case Parameter parameter: register_parameter(component, parameter); break;
                        case Tensor tensor: register_buffer(component, tensor); break;
                    }
                }
                componentsRegistered = true;
            }

            /// <summary>Registers a parameter. It stays in its dispose scope, as in TorchSharp: detach what was made inside one.</summary>
            /// <exception cref="ArgumentNullException">The tensor is null or disposed.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_parameter(string name, Parameter param)
            {
                if (param is null || param.IsInvalid) throw new ArgumentNullException(nameof(param), $"Parameter '{name}' is null or disposed: register a live tensor.");
                if (!ownParameters.TryAdd(name, param)) throw new InvalidOperationException($"Parameter '{name}' is already registered.");
            }

            /// <summary>Registers state that is not trained. Only persistent buffers are part of <see cref="state_dict"/>. It stays in its dispose scope.</summary>
            /// <exception cref="ArgumentNullException">The tensor is null or disposed.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                if (tensor is null || tensor.IsInvalid) throw new ArgumentNullException(nameof(tensor), $"Buffer '{name}' is null or disposed: register a live tensor.");
                if (!ownBuffers.TryAdd(name, (tensor, persistent))) throw new InvalidOperationException($"Buffer '{name}' is already registered.");
            }

            /// <summary>Registers a sub-module and its components; null removes the one of that name.</summary>
            /// <exception cref="ArgumentException">The name is empty or has a dot.</exception>
            /// <exception cref="InvalidOperationException">The name is taken.</exception>
            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null)
                {
                    ownModules.Remove(name);
                    return;
                }
                submodule.RegisterComponents();
                Adopt(name, submodule);
            }

            public void add_module(string name, Module module) => register_module(name, module);

            /// <summary>Adds a sub-module as it is: its own components are registered by itself or not at all.</summary>
            private protected void Adopt(string name, Module submodule)
            {
                if (string.IsNullOrEmpty(name) || name.Contains('.', StringComparison.Ordinal))
                    throw new ArgumentException($"'{name}' cannot name a sub-module: it must be non-empty and have no dot.", nameof(name));
                if (!ownModules.TryAdd(name, submodule)) throw new InvalidOperationException($"Sub-module '{name}' is already registered.");
            }

            protected void ClearModules() => ownModules.Clear();

            protected void ConditionallyRegisterParameter(string name, Tensor value) => ConditionallyRegisterParameter(name, value as Parameter);

            /// <summary>Registers or replaces a parameter; null removes it.</summary>
            protected void ConditionallyRegisterParameter(string name, Parameter? value)
            {
                if (value is null) ownParameters.Remove(name);
                else ownParameters[name] = (Parameter)value.DetachFromDisposeScope();
            }

            /// <summary>Registers or replaces a buffer; null removes it.</summary>
            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null) ownBuffers.Remove(name);
                else ownBuffers[name] = (value.DetachFromDisposeScope(), persistent);
            }

            // Derived classes come first, and hide fields of the same name in their bases.
            private static FieldInfo[] FieldsThatMayHoldComponents(Type type)
            {
                var seen = new HashSet<string>();
                var fields = new List<FieldInfo>();
                for (var level = type; level is not null && level != typeof(Module); level = level.BaseType)
                {
                    foreach (var field in level.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                        if (!field.FieldType.IsValueType && field.FieldType != typeof(string) && seen.Add(field.Name)) fields.Add(field);
                }
                return [.. fields];
            }
        }
    }
}
