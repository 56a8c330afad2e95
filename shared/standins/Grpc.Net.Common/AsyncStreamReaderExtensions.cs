using System.Runtime.CompilerServices;

namespace Grpc.Core;

/// <summary>Streams of messages as <c>await foreach</c> reads them.</summary>
public static class AsyncStreamReaderExtensions
{
    /// <param name="cancellationToken">Ends the reading, and with it the call.</param>
    public static IAsyncEnumerable<T> ReadAllAsync<T>(this IAsyncStreamReader<T> streamReader, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(streamReader);
        return EnumerateAsync(streamReader, cancellationToken);
    }

    private static async IAsyncEnumerable<T> EnumerateAsync<T>(IAsyncStreamReader<T> streamReader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await streamReader.MoveNext(cancellationToken)) yield return streamReader.Current;
    }
}
