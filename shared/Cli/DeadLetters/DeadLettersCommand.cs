using System.CommandLine;
using System.Globalization;
using Platform.Cli.Gateway;

namespace Platform.Cli.DeadLetters;

internal static class DeadLettersCommand
{
    private const int LongestReason = 160;

    public static Command Create() =>
        new(
            "dead-letters",
            """
            Messages that could not be handled or published: what they are, and sending them again.

            Example: ./platform dead-letters list
            """
        )
        {
            List(),
            Replay(),
        };

    private static Command List()
    {
        var limit = new Option<int>("--limit")
        {
            Description = "How many of each place are shown.",
            DefaultValueFactory = _ => 5,
        };
        var command = new Command(
            "list",
            """
            Shows where dead messages lie, how many, and why they died. Takes nothing away.

            Example: ./platform dead-letters list --limit 20
            """
        )
        {
            limit,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var output = parsed.InvocationConfiguration.Output;
                var (queues, outboxes) = Places();
                var found = 0L;
                foreach (var queue in (await queues.ListAsync(ct)).Where(queue => queue.Messages > 0))
                {
                    found += queue.Messages;
                    await output.WriteLineAsync(
                        string.Create(CultureInfo.InvariantCulture, $"{queue.Name}: {queue.Messages}")
                    );
                    await WriteAsync(output, await queues.PeekAsync(queue.Name, parsed.GetValue(limit), ct));
                }

                foreach (var outbox in outboxes)
                {
                    var letters = await outbox.ListAsync(parsed.GetValue(limit), ct);
                    found += letters.Count;
                    if (letters.Count > 0)
                        await output.WriteLineAsync(outbox.Place);
                    await WriteAsync(output, letters);
                }

                if (found == 0)
                    await output.WriteLineAsync("No dead letters.");
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static Command Replay()
    {
        var only = new Argument<string?>("place")
        {
            Description = "A queue's name, or a service's name for its outbox. Default: all.",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var command = new Command(
            "replay",
            """
            Sends dead messages again: to the queue that they came from, or into the outbox. Consumers know messages by
            their ids, so that nothing takes effect twice.

            Example: ./platform dead-letters replay renewals-open-renewal-on-contract-signed_error
            """
        )
        {
            only,
        };
        command.SetAction(
            async (parsed, ct) =>
            {
                var output = parsed.InvocationConfiguration.Output;
                var place = parsed.GetValue(only);
                var (queues, outboxes) = Places();
                var replayed = 0;
                var known = place is null;
                foreach (var queue in (await queues.ListAsync(ct)).Where(queue => place is null || queue.Name == place))
                {
                    known = true;
                    if (queue.Messages == 0)
                        continue;
                    var moved = await queues.ReplayAsync(queue.Name, ct);
                    replayed += moved;
                    await output.WriteLineAsync(
                        string.Create(CultureInfo.InvariantCulture, $"{queue.Name}: {moved} sent again")
                    );
                }

                foreach (var outbox in outboxes.Where(outbox => place is null || outbox.Place == $"outbox of {place}"))
                {
                    known = true;
                    var revived = await outbox.ReplayAsync(ct);
                    replayed += revived;
                    if (revived > 0)
                        await output.WriteLineAsync(
                            string.Create(
                                CultureInfo.InvariantCulture,
                                $"{outbox.Place}: {revived} to be published again"
                            )
                        );
                }

                if (!known)
                    throw new CommandFailedException(
                        $"There is no place '{place}'. ./platform dead-letters list shows those that there are."
                    );
                if (replayed == 0)
                    await output.WriteLineAsync("No dead letters.");
                return ExitCode.Done;
            }
        );
        return command;
    }

    private static (DeadQueues Queues, IReadOnlyList<DeadOutbox> Outboxes) Places()
    {
        var connections = RunningInstallation.Get().Connections;
        if (
            !connections.TryGetValue("rabbitmq", out var broker)
            || !connections.TryGetValue("rabbitmq-management", out var management)
        )
            throw new CommandFailedException(
                "The running platform does not say where RabbitMQ's management is; with containers, open it from "
                    + "the dashboard."
            );
        var databases = connections.Where(connection =>
            connection.Value.Contains("Database=", StringComparison.OrdinalIgnoreCase)
        );
        return (
            new DeadQueues(broker, management),
            [.. databases.Select(database => new DeadOutbox(database.Key, database.Value))]
        );
    }

    private static async Task WriteAsync(TextWriter output, IReadOnlyList<DeadLetter> letters)
    {
        foreach (var letter in letters)
        {
            var reason = letter.Reason.ReplaceLineEndings(" ");
            await output.WriteLineAsync(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"  {letter.Since:yyyy-MM-dd HH:mm:ss} {letter.Type} {letter.Id}\n"
                        + $"    {(reason.Length > LongestReason ? reason[..LongestReason] : reason)}"
                )
            );
        }
    }
}
