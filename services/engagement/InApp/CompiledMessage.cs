using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Platform.Contracts;
using Platform.Rules;

namespace Platform.Engagement.InApp;

/// <summary>A message whose rule and page were read once, so that deciding on it costs no parsing.</summary>
internal sealed class CompiledMessage
{
    private readonly Rule? _audience;
    private readonly string[]? _page;

    public CompiledMessage(MessageRow row)
    {
        Row = row;
        Definition = JsonSerializer.Deserialize<MessageDefinition>(row.Definition, ContractJson.Options)!;
        _audience =
            Definition.Audience is { } text && Rule.TryParse(text, AudienceAttributes.All, out var rule, out _)
                ? rule
                : null;
        _page = Definition.Trigger.Page?.Split('*');
    }

    public MessageRow Row { get; }

    public Guid Id => Row.Id;

    public MessageDefinition Definition { get; }

    public bool IsInterrupting => MessageKinds.IsInterrupting(Definition.Kind);

    public bool IsFor(AudienceFacts facts, DateOnly today) =>
        Definition.Audience is null || _audience?.Matches(facts, today) == true;

    /// <param name="page">The path that is open; null where it is not known.</param>
    public bool IsOn(string? page)
    {
        if (_page is null || page is null)
            return true;
        if (_page.Length == 1)
            return page == _page[0];
        if (!page.StartsWith(_page[0], StringComparison.Ordinal))
            return false;
        var at = _page[0].Length;
        foreach (var part in _page.AsSpan(1, _page.Length - 2))
        {
            var found = page.IndexOf(part, at, StringComparison.Ordinal);
            if (found < 0)
                return false;
            at = found + part.Length;
        }

        return page.Length - at >= _page[^1].Length && page.EndsWith(_page[^1], StringComparison.Ordinal);
    }

    /// <summary>The same for ever: it follows from message and user alone.</summary>
    public MessageVariant VariantFor(Guid accountId, string user)
    {
        if (Definition.Variants.Count == 1)
            return Definition.Variants[0];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{Id:N}/{accountId:N}/{user}"), hash);
        var left = (int)(BinaryPrimitives.ReadUInt64LittleEndian(hash) % (ulong)Definition.Variants.Sum(v => v.Share));
        foreach (var variant in Definition.Variants)
        {
            if (left < variant.Share)
                return variant;
            left -= variant.Share;
        }

        return Definition.Variants[^1];
    }

    public MessageVariant? Variant(string key) => Definition.Variants.FirstOrDefault(variant => variant.Key == key);
}
