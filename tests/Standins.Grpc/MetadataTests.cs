using Grpc.Core;
using Platform.GrpcStandins.Echo;
using Shouldly;
using Xunit;

namespace Platform.GrpcStandins;

public class MetadataTests
{
    [Fact]
    public async Task Text_and_bytes_travel_both_ways_in_headers_and_trailers()
    {
        await using var host = await EchoHost.StartAsync();
        byte[] every = [.. Enumerable.Range(0, 256).Select(i => (byte)i)];
        var headers = new Metadata { { "Echo-Text", "a b" }, { "echo-data-bin", every } };

        using var call = host.Client.SayAsync(new Line(), headers);
        await call;

        foreach (var received in new[] { await call.ResponseHeadersAsync, call.GetTrailers() })
        {
            received.GetValue("echo-text").ShouldBe("a b");
            received.GetValueBytes("echo-data-bin").ShouldBe(every);
        }
    }

    [Fact]
    public void Key_that_occurs_twice_keeps_both_values_in_order()
    {
        var metadata = new Metadata { { "many", "1" }, { "other", "-" }, { "many", "2" } };

        metadata.GetAll("Many").Select(entry => entry.Value).ShouldBe(["1", "2"]);
        metadata.Get("MANY")!.Value.ShouldBe("2");
    }

    [Fact]
    public async Task Headers_come_before_the_first_message()
    {
        await using var host = await EchoHost.StartAsync();
        using var call = host.Client.Chat(new Metadata { { "echo-early", "yes" } });

        (await call.ResponseHeadersAsync).GetValue("echo-early").ShouldBe("yes");

        await call.RequestStream.CompleteAsync();
    }

    [Fact]
    public void Keys_are_lower_case_and_say_whether_the_value_is_binary()
    {
        var text = new Metadata.Entry("Some-Key", "value");
        var bytes = new Metadata.Entry("Some-Key-Bin", [1, 2]);

        text.Key.ShouldBe("some-key");
        text.IsBinary.ShouldBeFalse();
        text.ValueBytes.ShouldBe("value"u8.ToArray());
        bytes.Key.ShouldBe("some-key" + Metadata.BinaryHeaderSuffix);
        bytes.IsBinary.ShouldBeTrue();
        Should.Throw<InvalidOperationException>(() => bytes.Value);
    }

    [Fact]
    public void Value_of_the_wrong_kind_and_impossible_keys_are_refused()
    {
        Should.Throw<ArgumentException>(() => new Metadata.Entry("key-bin", "text"));
        Should.Throw<ArgumentException>(() => new Metadata.Entry("key", [1]));
        Should.Throw<ArgumentException>(() => new Metadata.Entry("spa ced", "text"));
        Should.Throw<ArgumentException>(() => new Metadata.Entry("ümlaut", "text"));
    }

    [Fact]
    public void Bytes_are_not_shared_with_who_gave_or_reads_them()
    {
        byte[] given = [1, 2];
        var entry = new Metadata.Entry("key-bin", given);

        given[0] = 9;
        entry.ValueBytes[1] = 9;

        entry.ValueBytes.ShouldBe([1, 2]);
    }

    [Fact]
    public void Missing_key_is_null()
    {
        var metadata = new Metadata { { "here", "1" } };

        metadata.Get("there").ShouldBeNull();
        metadata.GetValue("there").ShouldBeNull();
        metadata.GetValueBytes("there").ShouldBeNull();
        metadata.GetAll("there").ShouldBeEmpty();
    }

    [Fact]
    public void It_is_a_list()
    {
        var first = new Metadata.Entry("first", "1");
        var metadata = new Metadata { { "second", "2" } };

        metadata.Insert(0, first);
        metadata.IndexOf(first).ShouldBe(0);
        metadata.Remove(first).ShouldBeTrue();
        metadata[0].Key.ShouldBe("second");
        metadata.Clear();
        metadata.Count.ShouldBe(0);
    }

    [Fact]
    public void Empty_stays_empty()
    {
        Should.Throw<InvalidOperationException>(() => Metadata.Empty.Add("key", "value"));
        Metadata.Empty.ShouldBeEmpty();
    }
}
