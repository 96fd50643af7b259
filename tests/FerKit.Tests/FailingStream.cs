namespace FerKit.Tests;

/// <summary>Fails at the n-th write to any file written atomically in its scope, as a full disk does.</summary>
internal sealed class FailingStream : Stream
{
    private readonly Stream inner;
    private readonly Counter counter;

    private FailingStream(Stream inner, Counter counter) => (this.inner, this.counter) = (inner, counter);

    /// <summary>Begins the scope.</summary>
    public static Counter At(int write)
    {
        var counter = new Counter(write);
        AtomicFile.Wrap.Value = stream => new FailingStream(stream, counter);
        return counter;
    }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => inner.Length;
    public override long Position { get => inner.Position; set => throw new NotSupportedException(); }

    public override void Flush() => inner.Flush();
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        if (counter.Next())
        {
            inner.Write(buffer[..(buffer.Length / 2)]);
            throw new IOException("No space left on device");
        }
        inner.Write(buffer);
    }

    /// <summary>Counts writes; ends the scope when it is disposed.</summary>
    internal sealed class Counter(int failing) : IDisposable
    {
        public int Writes { get; private set; }

        public bool Failed => Writes >= failing;

        public bool Next() => ++Writes == failing;

        public void Dispose() => AtomicFile.Wrap.Value = null;
    }
}
