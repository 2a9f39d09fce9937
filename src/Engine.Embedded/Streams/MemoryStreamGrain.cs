using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;
using Orleans.Streams;
using Orleans.Streams.Filtering;
using Xerotier.Engine.Calls;

namespace Xerotier.Engine.Streams;

/// <summary>
/// Keeps one stream on one silo: each subscription has a queue of its own, so that a slow subscriber holds back nobody
/// else. What waits is lost with the silo, as memory streams lose it; explicit subscriptions are stored.
/// </summary>
[GrainType("xerotier.engine.memory-stream")]
internal sealed class MemoryStreamGrain : Grain, IMemoryStream
{
    internal const string StateName = "stream-subscriptions";

    private readonly Dictionary<Guid, StreamDelivery> _deliveries = [];
    private readonly QualifiedStream _stream;
    private readonly IPersistentState<SubscriptionTable>? _table;
    private readonly ImplicitSubscribers? _implicit;
    private readonly MemoryStreamOptions _limits;
    private readonly DeliveryContext _context;
    private readonly IStreamFilter? _filter;
    private long _nextNumber;

    public MemoryStreamGrain(
        IGrainContext context,
        IPersistentStateFactory states,
        ImplicitSubscribers implicitSubscribers,
        IOptionsMonitor<StreamPubSubOptions> pubSub,
        IOptionsMonitor<StreamPullingAgentOptions> delivery,
        IOptionsMonitor<MemoryStreamOptions> limits,
        ILogger<MemoryStreamGrain> logger,
        TimeProvider time)
    {
        _stream = QualifiedStream.FromKey(this.GetPrimaryKeyString());
        _limits = limits.Get(_stream.Provider);
        var kinds = pubSub.Get(_stream.Provider).PubSubType;
        if (kinds != StreamPubSubType.ExplicitGrainBasedOnly) _implicit = implicitSubscribers;
        if (kinds != StreamPubSubType.ImplicitOnly)
        {
            var storage = SubscriptionStorage.NameFor(_stream.Provider, ServiceProvider);
            _table = states.Create<SubscriptionTable>(context, new PersistentStateAttribute(StateName, storage));
        }

        var longest = delivery.Get(_stream.Provider).MaxEventDeliveryTime;
        _context = new(longest, time, logger, DelayDeactivation, Forget);
        _filter = ServiceProvider.GetKeyedService<IStreamFilter>(_stream.Provider);
        _nextNumber = time.GetUtcNow().Ticks;
    }

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        foreach (var row in _table?.State.Rows ?? []) Add(row.Id, row.Consumer, row.FilterData);
        foreach (var (id, consumer) in _implicit?.Of(_stream) ?? []) Add(id, consumer, filterData: null);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        foreach (var delivery in _deliveries.Values) delivery.Stop();
        return Task.CompletedTask;
    }

    public Task Publish(IReadOnlyList<object?> items)
    {
        if (items.Count == 0 || _deliveries.Count == 0) return Task.CompletedTask;
        if (_deliveries.Values.Max(static delivery => delivery.Waiting) + items.Count > _limits.MaxWaitingItems)
        {
            throw new InvalidOperationException(
                $"Stream {_stream.Id} of provider '{_stream.Provider}' is full: a subscriber is "
                + $"{_limits.MaxWaitingItems} items behind.");
        }

        var batch = new StreamBatch(_stream, _nextNumber++, items);
        var context = CallContext.WithReentrancy(CallContext.Current, Guid.Empty);
        foreach (var delivery in _deliveries.Values.Where(delivery => Wants(batch, delivery.FilterData)))
            delivery.Add(batch, context);
        return Task.CompletedTask;
    }

    public async Task Subscribe(Guid subscription, GrainId consumer, string? filterData)
    {
        var rows = Table.State.Rows;
        if (rows.Exists(row => row.Id == subscription)) return;
        await WriteAsync([.. rows, new(subscription, consumer, filterData)]);
        Add(subscription, consumer, filterData);
    }

    public async Task Unsubscribe(Guid subscription)
    {
        if (_deliveries.Remove(subscription, out var delivery)) delivery.Stop();
        var rows = Table.State.Rows;
        if (rows.Exists(row => row.Id == subscription)) await WriteAsync([.. rows.Where(r => r.Id != subscription)]);
    }

    public Task<Guid[]> SubscriptionsOf(GrainId consumer) =>
        Task.FromResult(Table.State.Rows.Where(row => row.Consumer == consumer).Select(static r => r.Id).ToArray());

    private IPersistentState<SubscriptionTable> Table =>
        _table ?? throw StreamConsumers.NoExplicitSubscriptions(_stream);

    private void Add(Guid id, GrainId consumer, string? filterData) =>
        _deliveries[id] = new(id, GrainFactory.GetGrain<IStreamConsumer>(consumer), filterData, _context);

    // A filter that fails holds nothing back.
    private bool Wants(StreamBatch batch, string? filterData)
    {
        try
        {
            return _filter is null || batch.Items.Any(item => _filter.ShouldDeliver(_stream.Id, item!, filterData));
        }
        catch (Exception failure)
        {
            Log.FilterFailed(_context.Logger, failure, _filter!.GetType().Name, _stream.Id);
            return true;
        }
    }

    private async Task WriteAsync(List<SubscriptionRow> rows)
    {
        var before = Table.State;
        Table.State = new() { Rows = rows };
        try
        {
            await (rows.Count == 0 ? Table.ClearStateAsync() : Table.WriteStateAsync());
        }
        catch
        {
            Table.State = before;
            throw;
        }
    }

    // As a call of its own, so that it does not run while another one writes.
    private void Forget(Guid subscription) => _ = this.AsReference<IMemoryStream>().Unsubscribe(subscription);
}
