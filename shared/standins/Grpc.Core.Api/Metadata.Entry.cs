using System.Buffers;
using System.Text;

namespace Grpc.Core;

public sealed partial class Metadata
{
    /// <summary>A key with its value, text or bytes.</summary>
    public class Entry
    {
        private static readonly SearchValues<char> KeyCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");

        private readonly string? _text;
        private readonly byte[]? _bytes;

        /// <param name="key">Ends in <c>-bin</c>.</param>
        /// <exception cref="ArgumentException">The key has characters that metadata may not have, or does not end in <c>-bin</c>.</exception>
        public Entry(string key, byte[] valueBytes)
        {
            Key = Normalize(key);
            if (!IsBinary)
                throw new ArgumentException($"The metadata entry '{Key}' has a binary value, so its key has to end in '{BinaryHeaderSuffix}'.", nameof(key));
            ArgumentNullException.ThrowIfNull(valueBytes);
            _bytes = (byte[])valueBytes.Clone();
        }

        /// <param name="key">Does not end in <c>-bin</c>.</param>
        /// <param name="value">ASCII text.</param>
        /// <exception cref="ArgumentException">The key has characters that metadata may not have, or ends in <c>-bin</c>.</exception>
        public Entry(string key, string value)
        {
            Key = Normalize(key);
            if (IsBinary)
                throw new ArgumentException($"The metadata entry '{Key}' has a text value, so its key may not end in '{BinaryHeaderSuffix}'.", nameof(key));
            ArgumentNullException.ThrowIfNull(value);
            _text = value;
        }

        /// <summary>Lower case.</summary>
        public string Key { get; }

        public bool IsBinary => Key.EndsWith(BinaryHeaderSuffix, StringComparison.Ordinal);

        /// <exception cref="InvalidOperationException">The entry is binary.</exception>
        public string Value =>
            _text ?? throw new InvalidOperationException($"The metadata entry '{Key}' is binary; read ValueBytes.");

        /// <summary>A copy of the bytes; for text its ASCII bytes.</summary>
        public byte[] ValueBytes => _text is null ? (byte[])_bytes!.Clone() : Encoding.ASCII.GetBytes(_text);

        public override string ToString() =>
            _text is null ? $"[Entry: key={Key}, valueBytes={Convert.ToHexString(_bytes!)}]" : $"[Entry: key={Key}, value={_text}]";

        internal bool HasKey(string key) => string.Equals(Key, key, StringComparison.OrdinalIgnoreCase);

        private static string Normalize(string key)
        {
            ArgumentNullException.ThrowIfNull(key);
#pragma warning disable CA1308 // The protocol asks for lower case.
            var normalized = key.ToLowerInvariant();
#pragma warning restore CA1308
            if (normalized.Length == 0 || normalized.AsSpan().ContainsAnyExcept(KeyCharacters))
                throw new ArgumentException($"'{key}' is no metadata key: it may have letters, digits, '.', '_' and '-'.", nameof(key));
            return normalized;
        }
    }
}
