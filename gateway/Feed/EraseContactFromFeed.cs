using System.Text.Json;
using System.Text.Json.Nodes;
using Platform.Contracts;
using Platform.Contracts.Accounts;
using Platform.Gateway.Routing;
using Platform.ServiceKit.Data;
using Platform.ServiceKit.PersonalData;

namespace Platform.Gateway.Feed;

/// <summary>
/// Takes a person out of the log and out of what webhooks were or will be sent, in the transaction that records the
/// request for it. Events stay, with their ids, so that whoever resumes misses none; what they say of the person, and
/// what people wrote freely about the account in those days, goes: a text may name somebody without anybody knowing
/// that name. Redis follows.
/// </summary>
internal sealed class EraseContactFromFeed(PersonalDataEraser eraser) : IFeedSubscriber
{
    private static readonly string[] AboutThePerson = ["name", "email", "title", "productUserIds", "externalIds"];
    private static readonly string[] FreeTexts =
    [
        "subject",
        "notes",
        "comment",
        "verbatim",
        "whatChanged",
        "claim",
        "confirmedBy",
    ];

    public async Task ApplyAsync(UnitOfWork work, IReadOnlyList<FeedMessage> events)
    {
        foreach (var request in events.Select(message => message.Event).OfType<ContactErasureRequested>())
            await EraseAsync(work, request);
    }

    private async Task EraseAsync(UnitOfWork work, ContactErasureRequested request)
    {
        var accounts = request.AllAccounts().ToArray();
        var logged = await work.QueryAsync<Row>(
            "select seq as id, data::text as json from event_log where account_id = any(@accounts)",
            new { accounts }
        );
        var deliveries = await work.QueryAsync<Row>(
            "select id, body as json from webhook_delivery where account_key = any(@accounts)",
            new { accounts }
        );
        var person = new Person(request);
        var known = logged
            .Concat(deliveries)
            .SelectMany(row => person.NamesIn(JsonNode.Parse(row.Json)!))
            .Distinct(StringComparer.Ordinal)
            .ToList();

        var rows =
            await RewriteAsync(
                work,
                "update event_log set data = new.json::jsonb from unnest(@Ids, @Texts) as new (id, json) where "
                    + "seq = new.id",
                logged,
                person
            )
            + await RewriteAsync(
                work,
                "update webhook_delivery set body = new.json from unnest(@Ids, @Texts) as new (id, json) where "
                    + "webhook_delivery.id = new.id",
                deliveries,
                person
            );
        var answer = (await eraser.EraseAsync(work, request, known)).Answer(request, ServiceNames.Self, rows);
        if (request.Round > 1)
            await work.ExecuteAsync(
                LeaveToRedis,
                new
                {
                    request.ErasureId,
                    accounts,
                    Answer = JsonSerializer.Serialize(answer, ContractJson.Options),
                }
            );
        else
            await work.EnqueueAsync(answer, key: request.AccountId);
    }

    private static async Task<int> RewriteAsync(UnitOfWork work, string update, IReadOnlyList<Row> rows, Person person)
    {
        var changed = rows.Select(row => (row.Id, Before: JsonNode.Parse(row.Json)!))
            .Select(row => (row.Id, row.Before, After: person.In(row.Before.DeepClone(), ofThePerson: false)!))
            .Where(row => !JsonNode.DeepEquals(row.Before, row.After))
            .ToList();
        return changed.Count == 0
            ? 0
            : await work.ExecuteAsync(
                update,
                new
                {
                    Ids = changed.Select(row => row.Id).ToArray(),
                    Texts = changed.Select(row => row.After.ToJsonString()).ToArray(),
                }
            );
    }

    private const string LeaveToRedis = """
        insert into redis_erasure (erasure_id, accounts, answer) values (@ErasureId, @accounts, @Answer::jsonb)
        on conflict do nothing
        """;

    private sealed class Row
    {
        public long Id { get; init; }
        public string Json { get; init; } = "";
    }

    /// <summary>What the log's own events tell of the person.</summary>
    private sealed class Person(ContactErasureRequested request)
    {
        private readonly HashSet<string> _contactIds = [.. request.AllContacts().Select(contact => contact.ToString())];

        public IEnumerable<string> NamesIn(JsonNode json) =>
            (json["data"] is JsonObject data ? data : json) is var told
            && IsAboutThem(told)
            && told["contact"] is JsonObject contact
                ? new[] { Text(contact["name"]), Text(contact["email"]) }
                    .Concat((contact["externalIds"] as JsonArray ?? []).Select(id => Text(id?["id"])))
                    .OfType<string>()
                    .Where(name => name != SpellingMatcher.Erased)
                : [];

        public JsonNode? In(JsonNode? node, bool ofThePerson)
        {
            switch (node)
            {
                case JsonObject members:
                    ofThePerson |= IsAboutThem(members);
                    foreach (var (name, value) in members.ToList())
                        members[name] = Goes(name, ofThePerson) ? Gone(value) : In(value?.DeepClone(), ofThePerson);
                    return members;
                case JsonArray items:
                    return new JsonArray([.. items.Select(item => In(item?.DeepClone(), ofThePerson))]);
                default:
                    return node;
            }
        }

        private static bool Goes(string name, bool ofThePerson) =>
            FreeTexts.Contains(name, StringComparer.Ordinal)
            || (ofThePerson && AboutThePerson.Contains(name, StringComparer.Ordinal));

        private static JsonNode? Gone(JsonNode? value) =>
            value switch
            {
                JsonArray => new JsonArray(),
                JsonValue text when text.GetValueKind() == JsonValueKind.String => JsonValue.Create(
                    SpellingMatcher.Erased
                ),
                _ => value?.DeepClone(),
            };

        private bool IsAboutThem(JsonNode node) =>
            node is JsonObject members
            && _contactIds.Contains(Text(members["contactId"]) ?? "")
            && members.ContainsKey("contact");

        private static string? Text(JsonNode? node) =>
            node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
    }
}
