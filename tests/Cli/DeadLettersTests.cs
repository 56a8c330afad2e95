using MassTransit;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Platform.Cli.DeadLetters;
using Platform.ServiceKit.Data;
using Platform.TestKit;

namespace Platform.Cli.Tests;

/// <summary>On a real broker, with messages that MassTransit itself gave up on, and a real outbox.</summary>
public sealed class DeadLettersTests : IAsyncLifetime
{
    private readonly string _name = $"test_cli_{Guid.NewGuid().ToString("N")[..10]}";
    private Uri _broker = null!;
    private string _database = "";

    public async ValueTask InitializeAsync()
    {
        _broker = await Servers.Current.CreateVirtualHostAsync(_name);
        _database = await Servers.Current.CreateDatabaseAsync(_name);
    }

    public async ValueTask DisposeAsync()
    {
        await Servers.Current.DeleteVirtualHostAsync(_name);
        await Servers.Current.DropDatabaseAsync(_name);
    }

    [Fact]
    public async Task A_message_that_failed_is_shown_with_its_reason_and_handled_once_after_the_replay()
    {
        var ct = TestContext.Current.CancellationToken;
        var works = false;
        var handled = new List<string>();
        var bus = Bus.Factory.CreateUsingRabbitMq(rabbit =>
        {
            rabbit.Host(_broker);
            rabbit.ReceiveEndpoint("renewals-open-renewal", endpoint =>
            {
                endpoint.SetQuorumQueue();
                endpoint.Handler<ContractArrived>(context =>
                {
                    if (!Volatile.Read(ref works))
                        throw new InvalidOperationException("the product is not known");
                    lock (handled)
                        handled.Add($"{context.MessageId}");
                    return Task.CompletedTask;
                });
            });
        });
        await bus.StartAsync(ct);
        try
        {
            var ids = new[] { NewId.NextGuid(), NewId.NextGuid() };
            foreach (var id in ids)
                await bus.Publish(new ContractArrived("c"), context => context.MessageId = id, ct);

            var dead = new DeadQueues(_broker.ToString(), Servers.Current.RabbitMqManagement.ToString());
            await Eventually.HoldsAsync(
                async () => (await dead.ListAsync(ct)).SingleOrDefault() is { Messages: 2 },
                "two dead letters"
            );
            var queue = (await dead.ListAsync(ct)).Single();
            queue.Name.ShouldBe("renewals-open-renewal_error");
            var letters = await dead.PeekAsync(queue.Name, 10, ct);
            letters.Select(letter => letter.Id).ShouldBe(ids.Select(id => id.ToString()), ignoreOrder: true);
            letters.ShouldAllBe(letter =>
                letter.Reason == "the product is not known" && letter.Since > DateTimeOffset.UtcNow.AddMinutes(-5)
            );
            await Eventually.HoldsAsync(
                async () => (await dead.ListAsync(ct)).Single().Messages == 2,
                "looking takes nothing away"
            );

            Volatile.Write(ref works, true);
            (await dead.ReplayAsync(queue.Name, ct)).ShouldBe(2);
            await Eventually.HoldsAsync(() => Task.FromResult(handled.Count == 2), "both handled");
            handled.ShouldBe(ids.Select(id => id.ToString()), ignoreOrder: true);
            (await dead.ListAsync(ct)).Single().Messages.ShouldBe(0u);
        }
        finally
        {
            await bus.StopAsync(ct);
        }
    }

    [Fact]
    public async Task A_dead_row_of_an_outbox_goes_back_in_its_order()
    {
        var ct = TestContext.Current.CancellationToken;
        await using var source = NpgsqlDataSource.Create(_database);
        var outbox = new DeadOutbox("renewals", _database);
        (await outbox.ListAsync(5, ct)).ShouldBeEmpty("before the migrations there is no outbox");
        (await outbox.ReplayAsync(ct)).ShouldBe(0);

        await new Migrations(source, NullLogger<Migrations>.Instance).ApplyAsync([typeof(Migrations).Assembly], ct);
        await using (
            var insert = source.CreateCommand(
                """
                insert into messaging.outbox_dead (seq, message_id, type, partition_key, payload, headers, created_at,
                    attempts, last_error)
                select n, gen_random_uuid(), 'renewals.contract-signed', 'a', jsonb_build_object('n', n), '{}', now(),
                    20, 'no such exchange' from generate_series(1, 3) n
                """
            )
        )
            await insert.ExecuteNonQueryAsync(ct);

        var letters = await outbox.ListAsync(2, ct);
        letters.Count.ShouldBe(2);
        letters[0].Reason.ShouldBe("no such exchange");
        letters[0].Place.ShouldBe("outbox of renewals");

        (await outbox.ReplayAsync(ct)).ShouldBe(3);
        (await outbox.ListAsync(5, ct)).ShouldBeEmpty();
        await using var order = source.CreateCommand(
            "select string_agg(payload->>'n', ',' order by seq) || ' ' || sum(attempts) from messaging.outbox_message"
        );
        (await order.ExecuteScalarAsync(ct)).ShouldBe("1,2,3 0");
    }

    public sealed record ContractArrived(string Number);
}
