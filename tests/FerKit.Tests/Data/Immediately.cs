using FerKit.Data;

namespace FerKit.Tests.Data;

/// <summary>Reports on the caller's thread, unlike Progress.</summary>
internal sealed class Immediately(Action<DataProgress> report) : IProgress<DataProgress>
{
    public void Report(DataProgress value) => report(value);
}
