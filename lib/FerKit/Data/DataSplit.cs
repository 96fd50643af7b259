namespace FerKit.Data;

/// <summary>The part of a data set that its distributor put a sample in. The numbers are those of packs.</summary>
public enum DataSplit
{
    /// <summary>The data set has no official split.</summary>
    None,

    /// <summary>For training; a validation part is taken from these where there is none.</summary>
    Train,

    /// <summary>Scored once, at the end.</summary>
    Test,

    /// <summary>Chooses the best epoch: FER-2013's public test.</summary>
    Validation,
}
