namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        // TorchSharp's file format: the number of entries, then for each its name, element type, dimensions and bytes.
        public partial class Module
        {
            /// <summary>Writes parameters and persistent buffers to a file; the one before stays until all is written.</summary>
            public Module save(string location, IList<string>? skip = null)
            {
                string unfinished = location + ".tmp";
                try
                {
                    using (var stream = File.Create(unfinished))
                    {
                        save(stream, skip);
                    }
                    File.Move(unfinished, location, overwrite: true);
                }
                catch
                {
                    File.Delete(unfinished);
                    throw;
                }
                return this;
            }

            /// <summary>Writes to a stream, which is left open.</summary>
            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream, System.Text.Encoding.UTF8, leaveOpen: true);
                save(writer, skip);
                writer.Flush();
                if (stream is FileStream file) file.Flush(flushToDisk: true);
                return this;
            }

            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                var kept = sd.Where(entry => skip is null || !skip.Contains(entry.Key)).ToList();
                writer.Write7BitEncodedInt64(kept.Count);
                foreach (var (key, tensor) in kept)
                {
                    writer.Write(key);
                    tensor.Save(writer);
                }
            }

            /// <summary>Reads what <see cref="save(string, IList{string})"/> wrote, as <see cref="load_state_dict"/> takes it.</summary>
            /// <param name="location">The file.</param>
            /// <param name="strict">Whether the names must be exactly the module's.</param>
            /// <param name="skip">Names to leave alone.</param>
            /// <param name="loadedParameters">Receives every name of the file and whether the module has it.</param>
            /// <exception cref="FileNotFoundException">There is no such file.</exception>
            /// <exception cref="InvalidDataException">It is cut off or of another format.</exception>
            public virtual Module load(string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var stream = File.OpenRead(location);
                try
                {
                    return load(stream, strict, skip, loadedParameters);
                }
                catch (InvalidDataException error)
                {
                    throw new InvalidDataException($"{location}: {error.Message}", error);
                }
            }

            /// <summary>Reads from a stream, which is left open.</summary>
            public Module load(Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream, System.Text.Encoding.UTF8, leaveOpen: true);
                return load(reader, strict, skip, loadedParameters);
            }

            public virtual Module load(BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var scope = NewDisposeScope();
                var read = new Dictionary<string, Tensor>();
                try
                {
                    long count = reader.Read7BitEncodedInt64();
                    for (long i = 0; i < count; i++)
                    {
                        string key = reader.ReadString();
                        read[key] = TensorExtensionMethods.Load(reader);
                    }
                }
                catch (Exception error) when (error is EndOfStreamException or FormatException or System.Text.DecoderFallbackException)
                {
                    throw new InvalidDataException("this is not a complete file of module weights: save the module again.", error);
                }
                var own = state_dict();
                load_state_dict(read, strict, skip);
                foreach (string key in read.Keys) loadedParameters?.Add(key, own.ContainsKey(key));
                return this;
            }

            /// <summary>A new module with the weights of a file.</summary>
            public static Module Create<T>(string path) where T : Module, new() => new T().load(path);
        }
    }
}
