using System.Collections;
using System.Diagnostics.CodeAnalysis;
using static TorchSharp.torch;

namespace TorchSharp.Modules;

/// <summary>Modules by name, in the order of their insertion; they are registered when the module that holds it is.</summary>
public class ModuleDict<T>() : nn.Module(nameof(ModuleDict<>)), IEnumerable<(string, T)> where T : nn.Module
{
    private readonly OrderedDictionary<string, T> entries = [];
    private bool registered;

    public T this[string key]
    {
        get => entries[key];
        set => entries[key] = value;
    }

    public (string, T) this[int index]
    {
        get => (entries.GetAt(index).Key, entries.GetAt(index).Value);
        set => entries.SetAt(index, value.Item1, value.Item2);
    }

    public int Count => entries.Count;

    public ICollection<string> Keys => entries.Keys;

    public ICollection<T> Values => entries.Values;

    public IEnumerable<string> keys() => entries.Keys;

    public IEnumerable<T> values() => entries.Values;

    public IEnumerator<(string, T)> items() => GetEnumerator();

    public void Add(string key, T value) => entries.Add(key, value);

    public void Add((string, T) item) => entries.Add(item.Item1, item.Item2);

    public bool Remove(string key) => entries.Remove(key);

    public bool ContainsKey(string key) => entries.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out T value) => entries.TryGetValue(key, out value);

    public void Clear() => entries.Clear();

    public IEnumerator<(string, T)> GetEnumerator()
    {
        foreach (var (key, value) in entries) yield return (key, value);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    protected override void RegisterComponents()
    {
        if (registered) return;
        foreach (var (key, value) in entries) register_module(key, value);
        registered = true;
    }
}
