using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Platform.ServiceKit.Http;

/// <summary>
/// Answers without an upper bound: exports, reports. They are written to a temporary file first, so that no connection
/// to the database is held while a client reads, however slowly. At most <c>LongAnswers:AtOnce</c> (6) are being
/// written, each with one connection; what waits to be read takes at most <c>LongAnswers:MostMegabytes</c> (4,096) of
/// disk in all.
/// </summary>
public sealed class LongAnswers(IOptions<LongAnswerOptions> options) : IDisposable
{
    private const int FileBuffer = 64 * 1024;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly SemaphoreSlim _writing = new(options.Value.AtOnce);
    private readonly long _most = options.Value.MostMegabytes << 20;
    private long _held;

    /// <param name="write">Writes the whole answer. What it throws becomes a problem: nothing has been sent by
    /// then.</param>
    /// <param name="contentType">With its charset.</param>
    /// <param name="fileName">For browsers to save it under; null to show it.</param>
    /// <param name="ct">The request's.</param>
    /// <exception cref="ProblemException">503: too many are being written, or wait to be read.</exception>
    public async Task<FileStreamHttpResult> WriteAsync(
        Func<Stream, Task> write,
        string contentType,
        string? fileName,
        CancellationToken ct
    )
    {
        if (!await _writing.WaitAsync(Patience, ct))
            throw Busy().ToException();
        var answer = new SpooledAnswer(this);
        try
        {
            await write(answer);
            await answer.FlushAsync(ct);
            answer.Position = 0;
            return TypedResults.Stream(answer, contentType, fileName);
        }
        catch (Exception exception)
        {
            await answer.DisposeAsync();
            if (exception is IOException)
                throw Busy().ToException();
            throw;
        }
        finally
        {
            _writing.Release();
        }
    }

    public void Dispose() => _writing.Dispose();

    private void Take(int bytes)
    {
        if (Interlocked.Add(ref _held, bytes) <= _most)
            return;
        throw Busy().ToException();
    }

    private static Problem Busy() =>
        new(
            "long-answers/busy",
            StatusCodes.Status503ServiceUnavailable,
            "Too many long answers are under way.",
            "Exports and reports have a share of their own, and it is used up. Try again in a moment."
        )
        {
            RetryAfter = 5,
        };

    /// <summary>A file without a name, where the system can do that: a crash leaves nothing behind. It gives its share
    /// back with its end.</summary>
    private sealed class SpooledAnswer(LongAnswers share) : Stream
    {
        private readonly FileStream _file = Open();
        private long _taken;

        public override bool CanRead => true;
        public override bool CanSeek => true;
        public override bool CanWrite => true;
        public override long Length => _file.Length;
        public override long Position
        {
            get => _file.Position;
            set => _file.Position = value;
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
        {
            Count(buffer.Length);
            return _file.WriteAsync(buffer, cancellationToken);
        }

        public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override void Write(byte[] buffer, int offset, int count)
        {
            Count(count);
            _file.Write(buffer, offset, count);
        }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            _file.ReadAsync(buffer, cancellationToken);

        public override Task<int> ReadAsync(
            byte[] buffer,
            int offset,
            int count,
            CancellationToken cancellationToken
        ) => _file.ReadAsync(buffer, offset, count, cancellationToken);

        public override int Read(byte[] buffer, int offset, int count) => _file.Read(buffer, offset, count);

        public override Task FlushAsync(CancellationToken cancellationToken) => _file.FlushAsync(cancellationToken);

        public override void Flush() => _file.Flush();

        public override long Seek(long offset, SeekOrigin origin) => _file.Seek(offset, origin);

        public override void SetLength(long value) => _file.SetLength(value);

        private void Count(int bytes)
        {
            _taken += bytes;
            share.Take(bytes);
        }

        protected override void Dispose(bool disposing)
        {
            Interlocked.Add(ref share._held, -Interlocked.Exchange(ref _taken, 0));
            if (disposing)
                _file.Dispose();
            base.Dispose(disposing);
        }

        private static FileStream Open()
        {
            var options = new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                Share = FileShare.Delete,
                BufferSize = FileBuffer,
                Options = FileOptions.Asynchronous | FileOptions.DeleteOnClose,
            };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), options);
            if (!OperatingSystem.IsWindows())
                File.Delete(file.Name);
            return file;
        }
    }
}
