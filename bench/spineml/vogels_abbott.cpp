// The benchmark of Vogels and Abbott as a plain program, to compare with: the network of examples/spineml/vogels-abbott, with the connections, initial values
// and rounding of the reference tools, so that its spikes are those of `--fidelity brahms`. Prints the processor time of the loop and the number of spikes.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <vector>

namespace {

const int kExcitatory = 3200, kInhibitory = 800, kSteps = 10000;
const double kStep = 0.1f;

// |1103515245 x + 12345| in 32 bits with sign.
struct Random {
    int32_t state = 123;
    float next() {
        const uint32_t product = static_cast<uint32_t>(state) * 1103515245u + 12345u;
        const int32_t value = static_cast<int32_t>(product);
        state = value < 0 ? static_cast<int32_t>(0u - product) : value;
        return static_cast<float>(state / 2147483648.0);
    }
};

struct Synapses {
    int source, target;
    double weight;
    std::vector<std::vector<int>> targets;
    std::vector<double> current;
    double decay;
};

struct Population {
    int size;
    std::vector<double> v, since;
    std::vector<bool> resting;
    std::vector<int> spikes, before;
};

double single(double x) { return static_cast<float>(x); }
double euler(double x, double rate) { return single(single(x) + single(kStep * single(rate))); }

Synapses connect(int source, int target, const Population* populations, double weight, double decay) {
    Synapses synapses{source, target, single(weight), {}, {}, decay};
    synapses.targets.resize(populations[source].size);
    synapses.current.resize(populations[target].size);
    Random random;
    for (auto& row : synapses.targets)
        for (int i = 0; i < populations[target].size; i++)
            if (random.next() < 0.02f) row.push_back(i);
    return synapses;
}

}  // namespace

int main() {
    Population populations[2] = {{kExcitatory, {}, {}, {}, {}, {}}, {kInhibitory, {}, {}, {}, {}, {}}};
    for (auto& population : populations) {
        Random random;
        for (int i = 0; i < population.size; i++) population.v.push_back(random.next() * 10.0f + -60.0f);
        population.since.assign(population.size, -1000.0);
        population.resting.assign(population.size, false);
    }
    std::vector<Synapses> all;
    for (int source = 0; source < 2; source++)
        for (int target = 0; target < 2; target++)
            all.push_back(connect(source, target, populations, source == 0 ? 0.0162 : -0.09, source == 0 ? 5.0 : 10.0));

    long spikes = 0;
    const std::clock_t start = std::clock();
    for (int step = 0; step < kSteps; step++) {
        const double t = single(step * static_cast<float>(kStep));
        for (auto& population : populations) {
            population.before.swap(population.spikes);
            population.spikes.clear();
        }
        for (auto& synapses : all) {
            for (int source : populations[synapses.source].before)
                for (int target : synapses.targets[source]) synapses.current[target] += synapses.weight;
            for (double& current : synapses.current) current = euler(current, -current / synapses.decay);
        }
        for (int p = 0; p < 2; p++) {
            Population& population = populations[p];
            const std::vector<double>& excitation = all[p].current;
            const std::vector<double>& inhibition = all[2 + p].current;
            for (int i = 0; i < population.size; i++) {
                if (population.resting[i]) {
                    if (t > population.since[i] + 5.0) population.resting[i] = false;
                    continue;
                }
                const double v = population.v[i];
                population.v[i] = euler(v, (0.0 + (excitation[i] + inhibition[i])) / single(0.2) + (-49.0 - v) / 20.0);
                if (population.v[i] > -50.0) {
                    population.v[i] = -60.0;
                    population.since[i] = t;
                    population.resting[i] = true;
                    population.spikes.push_back(i);
                    spikes++;
                }
            }
        }
    }
    std::printf("loop %.6f spikes %ld\n", static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC, spikes);
}
