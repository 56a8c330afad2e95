using Platform.Engagement.ContactBudget;
using Platform.ServiceKit.Data;

namespace Platform.Engagement.Preferences;

/// <summary>What a person chose, by topic and channel.</summary>
internal static class PreferenceChoices
{
    /// <summary>The channels that the page offers.</summary>
    public static readonly IReadOnlyList<string> Channels = ["email", "in_app", "call", "sms"];

    /// <summary>Whether the person wants messages of that topic on that channel.</summary>
    public static bool Wants(IReadOnlyList<OptOut> refused, string topic, string channel) =>
        !refused.Any(choice => choice.Covers(topic, channel));

    public static Task<IReadOnlyList<OptOut>> ReadAsync(Database database, Guid recipientId, CancellationToken ct) =>
        database.QueryAsync<OptOut>(
            "select recipient_id, topic, channel from opt_out where recipient_id = @recipientId",
            new { recipientId },
            ct
        );

    /// <summary>Keeps just these refusals.</summary>
    public static Task ReplaceAsync(
        UnitOfWork work,
        Guid recipientId,
        IReadOnlyList<(string Topic, string Channel)> all
    ) =>
        work.ExecuteAsync(
            Replace,
            new
            {
                recipientId,
                Topics = all.Select(choice => choice.Topic).ToArray(),
                Channels = all.Select(choice => choice.Channel).ToArray(),
                work.Context.Now,
            }
        );

    /// <summary>Adds a refusal.</summary>
    public static Task RefuseAsync(UnitOfWork work, Guid recipientId, string topic, string channel, string givenBy) =>
        work.ExecuteAsync(
            Refuse,
            new
            {
                recipientId,
                topic,
                channel,
                givenBy,
                work.Context.Now,
            }
        );

    // The person's row first: a reservation that is under way sees either all of the choice or none.
    private const string Replace = """
        select from recipient where id = @recipientId for update;
        delete from opt_out where recipient_id = @recipientId;
        insert into opt_out (recipient_id, topic, channel, since, given_by)
            select @recipientId, t, c, @Now, 'page' from unnest(@Topics, @Channels) as chosen (t, c);
        """;

    private const string Refuse = """
        select from recipient where id = @recipientId for update;
        insert into opt_out (recipient_id, topic, channel, since, given_by)
            values (@recipientId, @topic, @channel, @Now, @givenBy) on conflict do nothing;
        """;
}
