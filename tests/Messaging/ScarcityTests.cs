using System.Net;
using Npgsql;
using Platform.LocalServers;
using Platform.TestKit;

namespace Platform.Messaging.Tests;

/// <summary>What a service says while something that it lives on has run out, and that it goes on by itself
/// afterwards.</summary>
public sealed class ScarcityTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task All_connections_of_the_pool_taken_is_a_503_and_over_when_one_is_free()
    {
        await using var sample = await SampleService.StartAsync(configure: builder =>
            builder.Configuration["ConnectionStrings:sample"] = new NpgsqlConnectionStringBuilder(
                builder.Configuration["ConnectionStrings:sample"]
            )
            {
                MaxPoolSize = 2,
                Timeout = 1,
            }.ConnectionString
        );

        await using (await TakeAsync(sample))
        await using (await TakeAsync(sample))
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => CountAsync(sample)));
            foreach (var answer in answers)
                await ShouldSayThatItIsAwayAsync(answer);
        }

        var ids = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => (await CountAsync(sample)).StatusCode));
        ids.ShouldAllBe(status => status == HttpStatusCode.Created || status == HttpStatusCode.ServiceUnavailable);
        (await CountAsync(sample)).StatusCode.ShouldBe(HttpStatusCode.Created);
        var stored = ids.Count(status => status == HttpStatusCode.Created) + 1;
        await Eventually.HoldsAsync(
            async () => await sample.Database.ScalarAsync<long>("select count(*) from seen") == stored,
            "each that was answered with 201 took effect, and no other"
        );
    }

    [Fact]
    public async Task Whoever_holds_a_unit_of_work_and_reads_something_else_waits_for_nobody_who_does_the_same()
    {
        await using var sample = await SampleService.StartAsync(configure: builder =>
            builder.Configuration["ConnectionStrings:sample"] = new NpgsqlConnectionStringBuilder(
                builder.Configuration["ConnectionStrings:sample"]
            )
            {
                MaxPoolSize = 4,
                Timeout = 30,
            }.ConnectionString
        );

        var read = await Task.WhenAll(Enumerable.Range(0, 40).Select(HoldAndReadAsync)).WaitAsync(Patience);

        read.ShouldBe(Enumerable.Range(0, 40).Select(number => (number, number + 1)));
        // The flow that held one holds none any more: what it reads now comes from the first pool again.
        (await sample.Database.ScalarAsync<int>("select 1")).ShouldBe(1);
        await using var outer = await sample.Database.BeginAsync();
        await using var inner = await sample.Database.BeginAsync();
        (
            await Should.ThrowAsync<InvalidOperationException>(() => sample.Database.ScalarAsync<int>("select 1"))
        ).Message.ShouldContain("holds two connections");
        await inner.DisposeAsync();
        (await sample.Database.ScalarAsync<int>("select 2")).ShouldBe(2);

        async Task<(int Held, int Beside)> HoldAndReadAsync(int number)
        {
            await using var work = await sample.Database.BeginAsync();
            var held = await work.ScalarAsync<int>("select @number", new { number });
            await Task.Delay(50);
            return (held, await sample.Database.ScalarAsync<int>("select @number + 1", new { number }));
        }
    }

    [Fact]
    public async Task A_full_disk_is_a_503_and_what_was_answered_before_and_after_is_there()
    {
        var directory = Directory.CreateTempSubdirectory("platform-full-").FullName;
        if (!await MountAsync(directory, megabytes: 160))
        {
            Directory.Delete(directory);
            Assert.Skip("A small disk can be mounted by root only.");
        }

        try
        {
            await using var postgres = new PostgresServer(directory);
            await postgres.StartAsync();
            await postgres.CreateDatabaseAsync("sample");
            await using var sample = await SampleService.StartAsync(configure: builder =>
                builder.Configuration["ConnectionStrings:sample"] = postgres.ConnectionStringFor("sample")
            );
            (await CountAsync(sample)).StatusCode.ShouldBe(HttpStatusCode.Created);
            // The log of changes has its room already; what is full is the room for tables.
            var ballast = Path.Combine(directory, "ballast");
            await FillAsync(ballast);

            var created = 1;
            await Eventually.HoldsAsync(
                async () =>
                {
                    var answer = await CountAsync(sample, many: 2_000);
                    if (answer.StatusCode == HttpStatusCode.Created)
                        created++;
                    else
                        await ShouldSayThatItIsAwayAsync(answer);
                    return answer.StatusCode == HttpStatusCode.ServiceUnavailable;
                },
                "the disk is full"
            );

            File.Delete(ballast);
            await Eventually.HoldsAsync(
                async () =>
                {
                    var answer = await CountAsync(sample);
                    if (answer.StatusCode == HttpStatusCode.Created)
                        created++;
                    return answer.StatusCode == HttpStatusCode.Created;
                },
                "it goes on by itself",
                seconds: 60
            );
            (await sample.Database.ScalarAsync<long>("select count(*) from counter where value = 1")).ShouldBe(created);
            await Eventually.HoldsAsync(
                async () => await sample.Database.ScalarAsync<long>("select count(*) from seen") == created,
                "and tells of all",
                seconds: 60
            );
        }
        finally
        {
            await RunAsync("umount", "-l", directory);
            Directory.Delete(directory);
        }
    }

    [Fact]
    public async Task A_database_that_is_frozen_is_a_503_and_each_request_repeated_with_its_key_takes_effect_once()
    {
        var directory = Directory.CreateTempSubdirectory("platform-frozen-").FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(directory, (UnixFileMode)0b111_101_101);
        await using (var postgres = new PostgresServer(directory))
        {
            await postgres.StartAsync();
            await postgres.CreateDatabaseAsync("sample");
            await using var sample = await SampleService.StartAsync(configure: builder =>
                builder.Configuration["ConnectionStrings:sample"] =
                    $"{postgres.ConnectionStringFor("sample")};Command Timeout=2;Timeout=2"
            );
            var ids = Enumerable.Range(0, 20).Select(_ => Guid.CreateVersion7()).ToList();
            (await Task.WhenAll(ids.Take(10).Select(id => CountOnceAsync(sample, id)))).ShouldAllBe(answer =>
                answer.StatusCode == HttpStatusCode.Created
            );

            // Some have sent their commit and do not hear what became of it.
            var sent = ids.Skip(10).Select(id => CountOnceAsync(sample, id)).ToList();
            postgres.Freeze();
            try
            {
                foreach (
                    var answer in await Task.WhenAll(sent.Concat(ids.Skip(10).Select(id => CountOnceAsync(sample, id))))
                )
                {
                    if (answer.StatusCode is not (HttpStatusCode.Created or HttpStatusCode.Conflict))
                        await ShouldSayThatItIsAwayAsync(answer);
                }
            }
            finally
            {
                postgres.Thaw();
            }

            foreach (var id in ids)
                await Eventually.HoldsAsync(
                    async () => (await CountOnceAsync(sample, id)).StatusCode == HttpStatusCode.Created,
                    "a repeated request has its answer",
                    seconds: 60
                );
            (await sample.Database.ScalarAsync<long>("select count(*) from counter where value = 1")).ShouldBe(
                ids.Count
            );
            await Eventually.HoldsAsync(
                async () => await sample.Database.ScalarAsync<long>("select count(*) from seen") == ids.Count,
                "each is told once",
                seconds: 60
            );
        }

        await ServerDirectory.DeleteAsync(directory);
    }

    private static async Task<HttpResponseMessage> CountOnceAsync(SampleService sample, Guid id)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/counters")
        {
            Content = JsonContent.Create(new CountRequest(id, 1, "x")),
        };
        request.Headers.Add("Idempotency-Key", id.ToString());
        return await sample.Http.SendAsync(request);
    }

    private static async Task ShouldSayThatItIsAwayAsync(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, await answer.Content.ReadAsStringAsync());
        answer.Content.Headers.ContentType?.MediaType.ShouldBe("application/problem+json");
        answer.Headers.RetryAfter.ShouldNotBeNull();
    }

    private static async Task<HttpResponseMessage> CountAsync(SampleService sample, int many = 0)
    {
        // Rows beside the counter, so that a small disk is full soon.
        if (many > 0)
            await TryAsync(() =>
                sample.Database.ExecuteAsync(
                    "insert into counter select gen_random_uuid(), 0, 1 from generate_series(1, @many)",
                    new { many }
                )
            );
        return await sample.Http.PostAsJsonAsync("/v1/counters", new CountRequest(Guid.CreateVersion7(), 1, "x"));
    }

    private static async Task TryAsync(Func<Task> what)
    {
        try
        {
            await what();
        }
        catch (NpgsqlException)
        {
            // Full: the request after it shows what the service makes of that.
        }
    }

    private static async Task<NpgsqlConnection> TakeAsync(SampleService sample)
    {
        NpgsqlConnection? taken = null;
        await Eventually.HoldsAsync(
            async () =>
            {
                // The relay and the consumer take turns with the same two.
                await TryAsync(async () => taken = await sample.Database.OpenConnectionAsync());
                return taken is not null;
            },
            "a connection is free"
        );
        return taken!;
    }

    private static async Task FillAsync(string file)
    {
        await using var ballast = File.Create(file);
        var block = new byte[64 * 1024];
        try
        {
            while (true)
            {
                await ballast.WriteAsync(block);
                await ballast.FlushAsync();
            }
        }
        catch (IOException)
        {
            // Full.
        }
    }

    private static async Task<bool> MountAsync(string directory, int megabytes) =>
        Environment.UserName == "root"
        && await RunAsync(
            "mount",
            "-t",
            "tmpfs",
            "-o",
            FormattableString.Invariant($"size={megabytes}m,mode=755"),
            "tmpfs",
            directory
        );

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(
            new System.Diagnostics.ProcessStartInfo(program, arguments)
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
