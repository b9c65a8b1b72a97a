using Microsoft.AspNetCore.Connections;

namespace Actors.Hosting;

/// <summary>
/// A bounded number of connections, of which the one that has been idle longest makes room when a new one comes and all
/// are taken. So whoever holds connections and asks nothing cannot keep those out who ask. A connection is idle from its
/// first moment until its request's headers have come, and between requests; what a request then takes is bounded by
/// rates and times. When every connection is at work, the new one is refused.
/// </summary>
internal sealed class Seats(int max)
{
    private readonly Lock _gate = new();

    /// <summary>Longest idle first.</summary>
    private readonly LinkedList<Seat> _idle = [];
    private int _taken;

    /// <summary>Around every connection of the server.</summary>
    public ConnectionDelegate Take(ConnectionDelegate next) => async connection =>
    {
        if (Enter(connection.Abort) is not { } seat)
        {
            connection.Abort();
            return;
        }

        connection.Features.Set(seat);
        try
        {
            await next(connection);
        }
        finally
        {
            Leave(seat);
        }
    };

    /// <summary>A place, taken from an idle one if need be; null when all are at work.</summary>
    /// <param name="shed">Ends the connection.</param>
    internal Seat? Enter(Action shed)
    {
        Seat? idlest = null;
        var seat = new Seat(shed);
        lock (_gate)
        {
            if (_taken >= max)
            {
                if (_idle.First is null)
                {
                    return null;
                }

                idlest = _idle.First.Value;
                Remove(idlest);
            }

            _taken++;
            _idle.AddLast(seat.Place);
        }

        idlest?.Shed();
        return seat;
    }

    internal void Leave(Seat seat)
    {
        lock (_gate)
        {
            Remove(seat);
        }
    }

    /// <summary>A request begins on it.</summary>
    internal void Begin(Seat seat)
    {
        lock (_gate)
        {
            if (seat.Requests++ == 0 && seat.Place.List is not null)
            {
                _idle.Remove(seat.Place);
            }
        }
    }

    internal void End(Seat seat)
    {
        lock (_gate)
        {
            if (--seat.Requests == 0 && !seat.IsGone)
            {
                _idle.AddLast(seat.Place);
            }
        }
    }

    private void Remove(Seat seat)
    {
        if (!seat.IsGone)
        {
            seat.IsGone = true;
            _taken--;
            if (seat.Place.List is not null)
            {
                _idle.Remove(seat.Place);
            }
        }
    }
}

/// <summary>One connection's place.</summary>
internal sealed class Seat
{
    private readonly Action _shed;

    public Seat(Action shed)
    {
        _shed = shed;
        Place = new LinkedListNode<Seat>(this);
    }

    public LinkedListNode<Seat> Place { get; }

    /// <summary>How many are under way; HTTP/2 has several.</summary>
    public int Requests { get; set; }

    public bool IsGone { get; set; }

    public void Shed() => _shed();
}

/// <summary>Tells the seats which connections are at work.</summary>
internal static class SeatsMiddleware
{
    public static void UseSeats(this WebApplication app)
    {
        var seats = app.Services.GetRequiredService<Seats>();
        app.Use(async (context, next) =>
        {
            if (context.Features.Get<Seat>() is not { } seat)
            {
                await next(context);
                return;
            }

            seats.Begin(seat);
            try
            {
                await next(context);
            }
            finally
            {
                seats.End(seat);
            }
        });
    }
}
