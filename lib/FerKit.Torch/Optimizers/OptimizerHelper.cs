using static TorchSharp.torch;
using static TorchSharp.torch.optim;

namespace TorchSharp.Modules;

/// <summary>What the optimizers have in common: groups, state dictionaries, gradients.</summary>
public abstract class OptimizerHelper : Optimizer
{
    public OptimizerHelper() : base(0)
    {
    }

    /// <summary>All parameters, group by group.</summary>
    public override IEnumerable<Parameter> parameters() => Groups.SelectMany(group => group.All);

    public override void add_param_group(ParamGroup param_group) => base.add_param_group(param_group);

    /// <summary>Fills the gradients with zeros, all of them in one call.</summary>
    public override void zero_grad()
    {
        using var off = no_grad();
        foreach (var group in Groups)
            foreach (var batch in Batch.Split(group))
                using (batch) Foreach.Zero_(batch.Gradients);
    }

    /// <summary>The live options and states. See <see cref="torch.optim"/> for how to keep them in a checkpoint.</summary>
    public virtual StateDictionary state_dict()
    {
        var dictionary = new StateDictionary();
        foreach (var group in Groups)
        {
            dictionary.Options.Add(group.Options);
            dictionary.StateIndexRef.Add([.. Enumerable.Range(dictionary.State.Count, group.States.Length)]);
            dictionary.State.AddRange(group.States);
        }
        return dictionary;
    }

    /// <summary>Copies options and states of an optimizer over as many groups and parameters.</summary>
    /// <exception cref="ArgumentException">The numbers of groups or parameters, or the kinds of optimizer, differ.</exception>
    public virtual void load_state_dict(StateDictionary state_dict)
    {
        var mine = this.state_dict();
        CheckCounts(mine, state_dict.Options.Count, state_dict.State.Count);
        foreach (var (option, source) in mine.Options.Zip(state_dict.Options))
            if (!ReferenceEquals(option, source)) option.LoadStateDict(source);
        foreach (var (state, source) in mine.State.Zip(state_dict.State))
            if (!ReferenceEquals(state, source)) state.LoadStateDict(source);
    }

    /// <summary>Writes options and states in TorchSharp's format.</summary>
    public void save_state_dict(BinaryWriter writer)
    {
        var mine = state_dict();
        writer.Write(GetType().Name);
        writer.Write7BitEncodedInt64(mine.Options.Count);
        writer.Write7BitEncodedInt64(mine.State.Count);
        foreach (var options in mine.Options) options.SaveStateDict(writer);
        foreach (var state in mine.State) state.SaveStateDict(writer);
    }

    /// <summary>Writes a file, whole or not at all.</summary>
    public void save_state_dict(string location)
    {
        string unfinished = location + ".tmp";
        try
        {
            using (var stream = new FileStream(unfinished, FileMode.Create))
            using (var writer = new BinaryWriter(stream))
            {
                save_state_dict(writer);
                writer.Flush();
                stream.Flush(flushToDisk: true);
            }
            File.Move(unfinished, location, overwrite: true);
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>Reads what <see cref="save_state_dict(BinaryWriter)"/> wrote.</summary>
    /// <exception cref="InvalidDataException">It was another kind of optimizer.</exception>
    /// <exception cref="ArgumentException">The numbers of groups or parameters differ.</exception>
    public void load_state_dict(BinaryReader reader)
    {
        string name = reader.ReadString();
        if (name != GetType().Name) throw new InvalidDataException($"the saved state is of {name}, not of {GetType().Name}.");
        var mine = state_dict();
        CheckCounts(mine, reader.Read7BitEncodedInt64(), reader.Read7BitEncodedInt64());
        foreach (var options in mine.Options) options.LoadStateDict(reader);
        foreach (var state in mine.State) state.LoadStateDict(reader);
    }

    public void load_state_dict(string location)
    {
        using var reader = new BinaryReader(File.OpenRead(location));
        load_state_dict(reader);
    }

    /// <summary>Moves all state to a device; after the parameters.</summary>
    public void to(Device device)
    {
        foreach (var state in state_dict().State) state.to(device);
    }

    /// <summary>Runs the closure with a graph, then the update of every group without one.</summary>
    protected Tensor _step<T>(Action<T> body, Func<Tensor> loss_closure = null!) where T : ParamGroup
    {
        Tensor? loss = null;
        if (loss_closure is not null)
        {
            using var on = enable_grad();
            loss = loss_closure();
        }
        using var off = no_grad();
        using var scope = NewDisposeScope();
        foreach (var group in Groups) body((T)group);
        return loss!;
    }

    /// <summary>Takes a group in: the caller has completed its options.</summary>
    private protected void Join<TOptions>(ParamGroup group, Func<Parameter, OptimizerState> state) where TOptions : OptimizerOptions
    {
        var options = (TOptions)group.Options;
        options.InitialLearningRate = group.LearningRate;
        var known = parameters().ToHashSet<Parameter>(ReferenceEqualityComparer.Instance);
        if (group.All.FirstOrDefault(parameter => !known.Add(parameter)) is not null)
            throw new ArgumentException("a parameter is in more than one group, or twice in one.", nameof(group));
        group.States = [.. group.All.Select(state)];
        foreach (var one in group.States) one.Initialize(options);
        Groups.Add(group);
    }

    private protected void DisposeState()
    {
        foreach (var state in state_dict().State) (state as IDisposable)?.Dispose();
    }

    private protected static void NotNegative(double value, string what)
    {
        if (!(value >= 0)) throw new ArgumentException($"Invalid {what}: {value} (it must not be negative).");
    }

    private protected static TOptions Of<TOptions>(ParamGroup group) where TOptions : OptimizerOptions, new()
    {
        group.Options ??= new TOptions();
        return group.Options as TOptions ?? throw new ArgumentException($"a group with options of {group.Options.GetType().DeclaringType?.Name} cannot join {typeof(TOptions).DeclaringType?.Name}.");
    }

    private static void CheckCounts(StateDictionary mine, long groups, long states)
    {
        if (groups != mine.Options.Count || states != mine.State.Count)
            throw new ArgumentException($"the saved state is of {groups} groups and {states} parameters; this optimizer has {mine.Options.Count} and {mine.State.Count}.");
    }
}
