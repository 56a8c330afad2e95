using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Platform.Contracts.Accounts;
using Platform.Gateway.Routing;
using Platform.ServiceKit.Data;

namespace Platform.Gateway.Feed;

/// <summary>
/// Takes a person out of the log and out of what webhooks were or will be sent, in the transaction that records the request for it.
/// Events stay, with their ids, so that whoever resumes misses none; what they say of the person, and what people wrote
/// freely about the account in those days, goes: a text may name somebody without the log knowing their name.
/// </summary>
internal static class ForgetContact
{
    private const string Erased = "(erased)";
    private static readonly string[] AboutThePerson = ["name", "email", "title"];
    private static readonly string[] FreeTexts = ["subject", "notes", "comment", "verbatim", "whatChanged", "claim", "confirmedBy"];

    public static async Task ApplyAsync(Work work, ContactErasureRequested request)
    {
        var logged = await work.QueryAsync<Row>("select seq as id, data::text as json from event_log where account_id = @AccountId", request);
        var deliveries = await work.QueryAsync<Row>("select id, body as json from webhook_delivery where account_key = @AccountId", request);
        var forget = new Person(request, logged.Concat(deliveries).Select(row => JsonNode.Parse(row.Json)!));

        var changed = await RewriteAsync(work, "update event_log set data = new.json::jsonb from unnest(@Ids, @Texts) as new (id, json) where seq = new.id", logged, forget)
            + await RewriteAsync(work, "update webhook_delivery set body = new.json from unnest(@Ids, @Texts) as new (id, json) where webhook_delivery.id = new.id", deliveries, forget);
        foreach (var name in forget.Names)
            changed += await work.ExecuteAsync("delete from messaging.idempotency_key where body is not null and strpos(lower(convert_from(body, 'UTF8')), lower(@name)) > 0", new { name });

        await work.EnqueueAsync(new ContactErased(request.AccountId, request.ErasureId, request.ContactId, ServiceNames.Self, changed), key: request.AccountId);
    }

    private static async Task<int> RewriteAsync(Work work, string update, IReadOnlyList<Row> rows, Person forget)
    {
        var changed = rows
            .Select(row => (row.Id, Before: JsonNode.Parse(row.Json)!))
            .Select(row => (row.Id, row.Before, After: forget.In(row.Before.DeepClone(), ofThePerson: false)!))
            .Where(row => !JsonNode.DeepEquals(row.Before, row.After))
            .ToList();
        return changed.Count == 0 ? 0 : await work.ExecuteAsync(update, new { Ids = changed.Select(row => row.Id).ToArray(), Texts = changed.Select(row => row.After.ToJsonString()).ToArray() });
    }

    private sealed class Row
    {
        public long Id { get; init; }
        public string Json { get; init; } = "";
    }

    /// <summary>Every name under which the person stands in what was read.</summary>
    private sealed class Person
    {
        private readonly string _contactId;
        private readonly Regex? _any;

        public Person(ContactErasureRequested request, IEnumerable<JsonNode> events)
        {
            _contactId = request.ContactId.ToString();
            Names =
            [
                .. events.Select(one => one["data"] is JsonObject data ? data : one)
                    .Where(IsAboutThem)
                    .Select(one => one["contact"])
                    .OfType<JsonObject>()
                    .SelectMany(contact => new[] { Text(contact["name"]), Text(contact["email"]) }.Concat((contact["externalIds"] as JsonArray ?? []).Select(id => Text(id?["id"]))))
                    .Concat(request.ProductUserIds)
                    .OfType<string>()
                    .Where(name => name.Length > 2 && name != Erased)
                    .Distinct(StringComparer.OrdinalIgnoreCase),
            ];
            // As words of their own: a person called Ann does not tear holes into Annual.
            if (Names.Count > 0) _any = new Regex($@"(?<!\w)(?:{string.Join('|', Names.OrderByDescending(name => name.Length).Select(Regex.Escape))})(?!\w)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }

        public IReadOnlyList<string> Names { get; }

        public JsonNode? In(JsonNode? node, bool ofThePerson)
        {
            switch (node)
            {
                case JsonObject members:
                    ofThePerson |= IsAboutThem(members);
                    foreach (var (name, value) in members.ToList())
                    {
                        var goes = FreeTexts.Contains(name, StringComparer.Ordinal) || (ofThePerson && AboutThePerson.Contains(name, StringComparer.Ordinal));
                        members[name] = goes && value?.GetValueKind() == JsonValueKind.String ? Erased : In(value?.DeepClone(), ofThePerson);
                    }

                    return members;
                case JsonArray items:
                    return new JsonArray([.. items.Select(item => In(item?.DeepClone(), ofThePerson))]);
                case JsonValue value when _any is not null && value.TryGetValue<string>(out var text):
                    return _any.IsMatch(text) ? JsonValue.Create(_any.Replace(text, Erased)) : value;
                default:
                    return node;
            }
        }

        private bool IsAboutThem(JsonNode node) => node is JsonObject members && Text(members["contactId"]) == _contactId && members.ContainsKey("contact");

        private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }
}
