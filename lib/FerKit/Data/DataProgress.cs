namespace FerKit.Data;

/// <summary>How far the decoding of a data set has come.</summary>
/// <param name="Done">Pictures seen, those left out included.</param>
/// <param name="Total">Pictures of the data set.</param>
/// <param name="Excluded">Pictures left out so far.</param>
public sealed record DataProgress(int Done, int Total, int Excluded);
